package org.tonotopy.registry.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Form of a file of sounds that come without responses. */
public enum StimulusFormat {
    /** Cochleagrams in NumPy's archive of arrays. */
    @JsonProperty("npz")
    NPZ,
    /** Cochleagrams in one HDF5 file. */
    @JsonProperty("hdf5")
    HDF5,
    /** One sound. */
    @JsonProperty("wav")
    WAV,
    /** Several sounds in a zip, a tar or a tar.gz. */
    @JsonProperty("wav_archive")
    WAV_ARCHIVE;

    /** Its name in requests. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a front end makes cochleagrams of it. */
    public boolean comesAsSound() {
        return this == WAV || this == WAV_ARCHIVE;
    }

    /** The format of a name. */
    public static Optional<StimulusFormat> of(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(key))
                .findFirst();
    }
}
