package org.tonotopy.encoding.submission;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ElementType;
import org.tonotopy.encoding.npz.NpzWriter;

/** Writes predictions as an NPZ file of the form that {@link PredictionsFile} reads, in single precision. */
public final class PredictionsWriter implements Closeable {
    private final NpzWriter file;
    private final int neurons;

    /**
     * Begins a file.
     *
     * @param destination closed with this
     * @param neurons index in the dataset of the neuron of each column
     */
    public PredictionsWriter(OutputStream destination, List<Integer> neurons) throws IOException {
        this.file = new NpzWriter(destination);
        this.neurons = neurons.size();
        file.write(
                PredictionsFile.NEURONS,
                new ArrayHeader(ElementType.I4, ByteOrder.LITTLE_ENDIAN, List.of(this.neurons)),
                elements -> {
                    for (int neuron : neurons) {
                        elements.next(neuron);
                    }
                });
    }

    /**
     * Adds a stimulus.
     *
     * @param stimulus its index
     * @param length {@code bins * neurons}
     * @param predictions time-major
     */
    public void write(int stimulus, int length, IntToDoubleFunction predictions) throws IOException {
        file.write(
                PredictionsFile.name(stimulus),
                new ArrayHeader(ElementType.F4, ByteOrder.LITTLE_ENDIAN, List.of(length / neurons, neurons)),
                elements -> {
                    for (int index = 0; index < length; index++) {
                        elements.next(predictions.applyAsDouble(index));
                    }
                });
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
