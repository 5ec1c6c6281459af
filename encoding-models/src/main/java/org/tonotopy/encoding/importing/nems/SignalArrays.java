package org.tonotopy.encoding.importing.nems;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ElementReader;
import org.tonotopy.encoding.hdf5.Hdf5File;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.recording.RefusedArrays;

/** The datasets of {@code NAME.SIGNAL.h5}. */
final class SignalArrays implements Closeable {

    /** No dataset can be called so: all of them are arrays. */
    private static final String NO_TEXT = "";

    private final Hdf5File file;
    private final String where;
    private final long mostElements;

    private SignalArrays(Hdf5File file, String where, ReadingLimits limits) {
        this.file = file;
        this.where = where;
        this.mostElements = Math.min(Integer.MAX_VALUE - 8L, limits.maxBytesInMemory() / (4 * Double.BYTES));
    }

    /** @throws RecordingRejectedException where the file is missing, or is no HDF5 that can be read */
    static SignalArrays open(SignalFiles recording, String signal, ReadingLimits limits)
            throws IOException, RecordingRejectedException {
        String key = signal + ".h5";
        ArchiveEntry entry = recording
                .file(key)
                .orElseThrow(() -> new RecordingRejectedException(List.of(Finding.error(
                        Code.MISSING_FILE,
                        recording.where(key),
                        "The signal is kept in HDF5, and this file is not there.",
                        "Save the whole recording again."))));
        ArrayFileLimits standard = limits.file();
        ArrayFileLimits many = new ArrayFileLimits(
                Math.max(standard.maxEntries(), Math.max(limits.maxStimuli(), limits.maxNeurons())),
                standard.maxHeaderBytes(),
                standard.maxElements(),
                standard.maxBytes(),
                standard.maxInflation());
        try {
            return new SignalArrays(
                    Hdf5File.open(recording.archive().onDisk(entry), many, NO_TEXT), recording.where(entry), limits);
        } catch (ArrayFileRefusedException refused) {
            throw rejection(refused, recording.where(entry));
        }
    }

    /** The names of the datasets. */
    Set<String> names() {
        return file.names();
    }

    /** The shape of a dataset, once it was found to have so many axes, and to fit into memory. */
    List<Integer> shape(String name, int axes) throws IOException, RecordingRejectedException {
        try {
            ArrayHeader header = file.header(name);
            if (header.dimensions() != axes) {
                throw rejection(
                        Code.WRONG_SHAPE,
                        name,
                        "Its shape is " + header.shapeText() + ", not one of " + axes + " axes.",
                        "Save the signal as NEMS does.");
            }
            if (header.elements() > mostElements) {
                throw rejection(
                        Code.TOO_LARGE,
                        name,
                        "Its shape is " + header.shapeText() + ", more than " + mostElements + " elements.",
                        "Split the recording.");
            }
            return header.shape();
        } catch (ArrayFileRefusedException refused) {
            throw rejection(refused, where);
        }
    }

    /** All elements of a dataset, in C order. */
    double[] values(String name, int axes) throws IOException, RecordingRejectedException {
        shape(name, axes);
        try (ElementReader elements = file.elements(name)) {
            double[] values = new double[(int) file.header(name).elements()];
            elements.next(values);
            return values;
        } catch (ArrayFileRefusedException refused) {
            throw rejection(refused, where);
        }
    }

    /** Refuses one dataset. */
    RecordingRejectedException rejection(Code code, String name, String what, String remedy) {
        return new RecordingRejectedException(List.of(Finding.error(code, where + ", " + name, what, remedy)));
    }

    private static RecordingRejectedException rejection(ArrayFileRefusedException refused, String where) {
        return new RecordingRejectedException(List.of(RefusedArrays.finding(refused, where + ", " + refused.where())));
    }

    @Override
    public void close() {
        file.close();
    }
}
