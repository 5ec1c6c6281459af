package org.tonotopy.encoding.submission;

import java.io.IOException;
import java.nio.file.Path;
import org.tonotopy.encoding.array.ArrayFile;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.hdf5.Hdf5File;
import org.tonotopy.encoding.npz.NpzArchive;

/** Form of a file of predictions; the arrays have the same names in both. */
public enum PredictionsFormat {
    /** NumPy's archive of arrays. */
    NPZ,
    /** Datasets of the root group. */
    HDF5;

    /** A text of this name in an HDF5 file is nobody's array. */
    private static final String TEXT = "metadata";

    ArrayFile open(Path file, ArrayFileLimits limits) throws IOException {
        return switch (this) {
            case NPZ -> NpzArchive.open(file, limits);
            case HDF5 -> Hdf5File.open(file, limits, TEXT);
        };
    }
}
