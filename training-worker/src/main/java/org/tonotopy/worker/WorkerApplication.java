package org.tonotopy.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Import;
import org.tonotopy.figure.TextProof;
import org.tonotopy.registry.RegistryConfiguration;
import org.tonotopy.registry.start.MachineCheck;
import org.tonotopy.registry.temporary.TemporaryFiles;

/** A worker process. */
@SpringBootApplication
@Import(RegistryConfiguration.class)
@EnableConfigurationProperties(WorkerSettings.class)
public class WorkerApplication {
    /** Exit code of a worker that is to be started again. */
    static final int RESTART = 75;

    /** What to start, also beside other applications of the same JVM: the configuration file has a name of its own. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(WorkerApplication.class)
                .initializers(new MachineCheck(TextProof::failure))
                .properties(
                        "spring.config.name=training-worker",
                        "tonotopy.processors=" + Runtime.getRuntime().availableProcessors());
    }

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) {
        TemporaryFiles.claimFolder();
        builder().listeners(new End()).run(arguments);
    }

    /**
     * Ends the process where a thread hangs or its device has failed: its other jobs are handed back, and a supervisor starts it
     * again. Docker does so where a process ends, but not where its health is down.
     */
    private static final class End implements ApplicationListener<PayloadApplicationEvent<RestartNeeded>> {
        @Override
        public void onApplicationEvent(PayloadApplicationEvent<RestartNeeded> needed) {
            ConfigurableApplicationContext worker = (ConfigurableApplicationContext) needed.getSource();
            // Not on the thread that says so, which is among those that are stopped.
            new Thread(() -> System.exit(SpringApplication.exit(worker, () -> RESTART)), "worker-end").start();
        }
    }
}
