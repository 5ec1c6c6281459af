package org.tonotopy.registry.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Form in which a recording comes. */
public enum RecordingFormat {
    /** NPZ arrays with JSON metadata: canonical. */
    NPZ("npz", false),
    /** HDF5 datasets of the same names, with the metadata in the file or beside it: canonical too. */
    HDF5("hdf5", false),
    /** The ferret recordings NS1 as published on OSF. */
    NS1("ns1", true),
    /** A zip or tar of WAV files and a table of spikes. */
    WAV_CSV("wav-csv", true),
    /** Folders of sounds and spike times, as CRCNS aa-1 and aa-2 have them. */
    CRCNS_AA("crcns-aa", true),
    /** Membrane potentials and sounds in MAT files, as CRCNS ac-1 has them. */
    CRCNS_AC1("crcns-ac1", true),
    /** Recordings of NEMS, whose sounds come as cochleagrams; NAT4 is published so. */
    NEMS("nems", false);

    private final String key;
    private final boolean comesAsSound;

    RecordingFormat(String key, boolean comesAsSound) {
        this.key = key;
        this.comesAsSound = comesAsSound;
    }

    /** Its name in requests and answers. */
    public String key() {
        return key;
    }

    /** Whether a front end makes cochleagrams of its sounds. */
    public boolean comesAsSound() {
        return comesAsSound;
    }

    /** Whether the file is what the models read, or has to be made into it. */
    public boolean isCanonical() {
        return this == NPZ || this == HDF5;
    }

    /** The format of a name. */
    public static Optional<RecordingFormat> of(String key) {
        return Arrays.stream(values()).filter(format -> format.key.equals(key)).findFirst();
    }

    /** All names, in order. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(RecordingFormat::key).toList();
    }
}
