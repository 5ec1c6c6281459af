package org.tonotopy.registry.score;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Form of a file that was made elsewhere to be scored. */
public enum SubmissionFormat {
    /** NumPy's archive of arrays. */
    @JsonProperty("npz")
    NPZ,
    /** One HDF5 file. */
    @JsonProperty("hdf5")
    HDF5,
    /** Weights of networks that predict here, as they are downloaded. */
    @JsonProperty("safetensors")
    SAFETENSORS;

    /** Whether it holds networks, of which the predictions are made here. */
    public boolean holdsWeights() {
        return this == SAFETENSORS;
    }

    /** The forms of predictions. */
    public static List<SubmissionFormat> ofPredictions() {
        return List.of(NPZ, HDF5);
    }

    /** Its name in requests. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of a name. */
    public static Optional<SubmissionFormat> of(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(key))
                .findFirst();
    }
}
