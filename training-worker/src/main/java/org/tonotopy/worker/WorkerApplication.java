package org.tonotopy.worker;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.tonotopy.registry.RegistryConfiguration;
import org.tonotopy.registry.temporary.TemporaryFiles;

/** A worker process. */
@SpringBootApplication
@Import(RegistryConfiguration.class)
@EnableConfigurationProperties(WorkerSettings.class)
public class WorkerApplication {
    /** What to start, also beside other applications of the same JVM: the configuration file has a name of its own. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(WorkerApplication.class)
                .properties(
                        "spring.config.name=training-worker",
                        "tonotopy.processors=" + Runtime.getRuntime().availableProcessors());
    }

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) {
        TemporaryFiles.claimFolder();
        builder().run(arguments);
    }
}
