package org.tonotopy.registry.dataset;

/** Form in which a recording comes. */
public enum RecordingFormat {
    /** NPZ arrays with JSON metadata. */
    NPZ,
    /** HDF5 datasets of the same names, with the metadata in the file or beside it. */
    HDF5
}
