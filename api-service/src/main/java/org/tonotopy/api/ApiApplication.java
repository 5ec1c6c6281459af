package org.tonotopy.api;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;
import org.tonotopy.figure.TextProof;
import org.tonotopy.registry.RegistryConfiguration;
import org.tonotopy.registry.start.MachineCheck;
import org.tonotopy.registry.temporary.TemporaryFiles;

/** The service that answers HTTP: it streams bytes, writes rows and queues jobs, and never computes. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(RegistryConfiguration.class)
public class ApiApplication {
    /** What to start, also beside other applications of the same JVM: the configuration file has a name of its own. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(ApiApplication.class)
                .initializers(new MachineCheck(TextProof::failure))
                .properties("spring.config.name=api-service");
    }

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) {
        TemporaryFiles.claimFolder();
        builder().run(arguments);
    }
}
