package org.tonotopy.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.ResponseKind;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

/** The document on models is held to the catalogue; {@code -Dmodels.regenerate=true} writes its tables anew. */
class ModelsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/models.md");
    private static final Pattern REQUEST = Pattern.compile("```json\\n(.*?)\\n```", Pattern.DOTALL);
    private static final int BANDS = 34;

    @Test
    void theTablesAreThoseOfTheCatalogue() throws IOException {
        String expected = Files.readString(DOCUMENT);
        List<CatalogueEntry> entries = new ArrayList<>(DefaultRecipes.models());
        entries.addAll(TrainingCatalogue.entries());
        for (CatalogueEntry entry : entries) {
            expected = filled(expected, "settings of " + entry.kind(), settings(entry));
        }
        expected = filled(expected, "recipes", recipes());
        if (Boolean.getBoolean("models.regenerate")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/models.md; to write its tables anew, run this test with -Dmodels.regenerate=true")
                .isEqualTo(expected);
    }

    @Test
    void everyRequestShownIsAccepted() throws IOException {
        DatasetShape shape = new DatasetShape(
                5,
                BANDS,
                List.of(new DatasetShape.StimulusShape("sound", 999)),
                List.of(new DatasetShape.NeuronShape("n")),
                Optional.of(IntStream.range(0, BANDS)
                        .mapToObj(band -> 500 * Math.pow(2, band / 6.0))
                        .toList()),
                Optional.of(ResponseKind.COUNTS));
        List<MatchResult> requests =
                REQUEST.matcher(Files.readString(DOCUMENT)).results().toList();
        assertThat(requests).hasSizeGreaterThan(ModelCatalogue.entries().size());
        for (MatchResult shown : requests) {
            JsonNode request = RegistryJson.mapper().readTree(shown.group(1));
            assertThat(FitSpecification.complete(request.path("model"), request.optional("training"), shape)
                            .problems())
                    .as(shown.group(1))
                    .isEmpty();
        }
    }

    private static String filled(String document, String name, String table) {
        String begin = "<!-- " + name + " -->\n";
        int from = document.indexOf(begin);
        assertThat(from).as(begin).isNotNegative();
        int to = document.indexOf("<!-- end -->", from);
        return document.substring(0, from) + begin + table + document.substring(to);
    }

    private static String settings(CatalogueEntry entry) {
        return entry.meaning() + " Source: " + entry.source() + ".\n\n"
                + "| setting | values | default | applies where | meaning |\n|---|---|---|---|---|\n"
                + entry.hyperparameters().stream().map(ModelsDocumentTest::row).collect(Collectors.joining());
    }

    private static String row(Hyperparameter setting) {
        String source = setting.source().isEmpty() ? "" : " (" + setting.source() + ")";
        return "| `" + setting.name() + "` | " + values(setting) + " | " + plain(setting.defaultValue()) + " | "
                + setting.appliesWhere().inWords() + " | " + setting.meaning() + source + " |\n";
    }

    private static String values(Hyperparameter setting) {
        HyperparameterDomain domain = setting.domain();
        if (domain instanceof HyperparameterDomain.WholeNumber whole) {
            return (whole.minimum() + " to " + whole.maximum() + " " + setting.unit()).strip();
        }
        if (domain instanceof HyperparameterDomain.RealNumber real) {
            return (plain(real.minimum()) + " to " + plain(real.maximum()) + " " + setting.unit()).strip();
        }
        return domain instanceof HyperparameterDomain.Choice choice
                ? choice.options().stream().map(option -> "`" + option + "`").collect(Collectors.joining(", "))
                : "`true`, `false`";
    }

    private static String plain(Object value) {
        return value instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toString()
                : String.valueOf(value);
    }

    private static String recipes() {
        return "| for | model | training | settings | note |\n|---|---|---|---|---|\n"
                + DefaultRecipes.all().stream()
                        .map(recipe -> "| " + recipe.appliesTo().inWords() + " | " + words(recipe.model()) + " | "
                                + recipe.training().orElse("") + " | "
                                + recipe.settings().entrySet().stream()
                                        .map(settings -> settings.getKey() + ": " + words(settings.getValue()))
                                        .collect(Collectors.joining("; "))
                                + " | " + recipe.note() + " |\n")
                        .collect(Collectors.joining());
    }

    private static String words(Map<String, JsonNode> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " "
                        + (setting.getValue().isString()
                                ? setting.getValue().stringValue()
                                : setting.getValue().toString()))
                .collect(Collectors.joining(", "));
    }
}
