package org.tonotopy.encoding.hdf5;

import io.jhdf.exceptions.UnsupportedHdfException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;

/**
 * Runs jHDF over hostile bytes. It trusts what it parses, so a damaged file can end it with whatever Java throws; each of
 * those is the file's fault and becomes a refusal.
 */
final class Parsing {

    private Parsing() {}

    /**
     * @param where the array that is parsed, for the refusal
     * @throws ArrayFileRefusedException where the file is damaged, or needs what cannot be read
     * @throws IOException where the file cannot be read at all
     */
    static <T> T of(String where, Supplier<T> parse) throws IOException {
        try {
            return parse.get();
        } catch (RuntimeException failure) {
            throw refusal(where, failure);
        } catch (StackOverflowError circular) {
            throw new ArrayFileRefusedException(
                    Kind.DAMAGED, where, "has headers or indices that lead in circles", Hdf5Storage.AGAIN);
        }
    }

    private static IOException refusal(String where, RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
                return unchecked.getCause();
            }
            if (cause instanceof UnsupportedHdfException unsupported) {
                return unsupported(where, String.valueOf(unsupported.getMessage()));
            }
        }
        return new ArrayFileRefusedException(
                Kind.DAMAGED, where, "is damaged, cut short, or written by a newer release of HDF5", Hdf5Storage.AGAIN);
    }

    private static ArrayFileRefusedException unsupported(String where, String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("external data")) {
            return elsewhere(where, "keeps its elements in other files (external storage)");
        }
        if (lower.contains("virtual storage")) {
            return elsewhere(where, "is a virtual dataset, whose elements are in other datasets");
        }
        return new ArrayFileRefusedException(
                Kind.UNSUPPORTED_FEATURE,
                where,
                "needs a feature of HDF5 that is not read (" + printable(message) + ")",
                "save it with the defaults of h5py");
    }

    /** An array whose elements are not in the file itself. */
    static ArrayFileRefusedException elsewhere(String where, String what) {
        return new ArrayFileRefusedException(
                Kind.STORED_ELSEWHERE, where, what, "save the elements themselves in this file, as a plain dataset");
    }

    /** What a file says must not reach a log or a page as it is. */
    static String printable(String text) {
        String visible = text.replaceAll("[^ -~]", "?");
        return visible.length() > 60 ? visible.substring(0, 60) + "..." : visible;
    }
}
