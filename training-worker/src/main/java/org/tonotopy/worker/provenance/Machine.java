package org.tonotopy.worker.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a fit runs on.
 *
 * @param java vendor and version of the runtime
 * @param operatingSystem name and version
 * @param processor model and architecture
 */
public record Machine(String java, String operatingSystem, String processor) {
    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String MODEL_KEY = "model name";

    /** This machine. */
    public static Machine ofThisProcess() {
        String architecture = System.getProperty("os.arch");
        return new Machine(
                System.getProperty("java.vendor") + " " + System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                processorModel().map(model -> model + " (" + architecture + ")").orElse(architecture));
    }

    /** Only Linux tells the model in a file; elsewhere the architecture has to do. */
    private static Optional<String> processorModel() {
        try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
            return lines.filter(line -> line.startsWith(MODEL_KEY))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
