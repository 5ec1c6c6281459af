package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the bills of materials beside the programs say that these are made of, where the build was asked for them. */
class BillOfMaterialsIT {
    @Test
    void theServicesAreNamedWithTheirLibraries() throws IOException {
        assertThat(libraries(Path.of("target/bom.json")))
                .contains("api-service", "training-worker", "postgresql", "spring-webmvc", "nd4j-native", "picocli")
                .doesNotContain("archunit-junit5", "assertj-core");
    }

    @Test
    void theCommandLineIsNamedWithItsLibrariesAlone() throws IOException {
        assertThat(libraries(Path.of("../client/target/bom.json")))
                .contains("picocli", "jackson-databind", "progressbar")
                .doesNotContain("postgresql", "spring-webmvc");
    }

    private static List<String> libraries(Path bill) throws IOException {
        assumeTrue(Files.exists(bill), () -> "There is no " + bill + ": -Dcyclonedx.skip=false makes it");
        return JsonMapper.shared()
                .readTree(Files.readString(bill))
                .path("components")
                .valueStream()
                .map(component -> component.path("name").stringValue())
                .toList();
    }
}
