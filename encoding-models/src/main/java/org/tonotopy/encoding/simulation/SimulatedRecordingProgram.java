package org.tonotopy.encoding.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonotopy.encoding.recording.NpzRecordingWriter;
import org.tonotopy.encoding.recording.Recording;

/** Writes the simulated recording that travels with the project: {@code simulated.npz} and {@code simulated.json}. */
public final class SimulatedRecordingProgram {

    private SimulatedRecordingProgram() {}

    /** @param arguments the folder to write to */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: SimulatedRecordingProgram FOLDER");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        RecordingSimulator simulator = new RecordingSimulator();
        Recording recording = simulator.simulate(RecordingSimulator.BUNDLED_SEED);
        NpzRecordingWriter.write(recording, folder.resolve("simulated.npz"));
        Files.writeString(
                folder.resolve("simulated.json"),
                SimulatedMetadata.json(recording, simulator.population(), RecordingSimulator.BUNDLED_SEED));
    }
}
