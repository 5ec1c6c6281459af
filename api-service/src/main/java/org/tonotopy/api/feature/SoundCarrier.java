package org.tonotopy.api.feature;

import java.util.Arrays;
import java.util.Locale;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.feature.StoredSound;
import org.tonotopy.registry.store.StoredObject;

/** What a dream can be heard through. */
enum SoundCarrier {
    /** A sine per band. */
    TONES,
    /** Noise per band. */
    NOISE;

    /** What is heard where nobody says, for annotations. */
    static final String DEFAULT = "tones";

    /** Reads the parameter of this name. */
    static SoundCarrier of(String carrier) {
        return Arrays.stream(values())
                .filter(known -> known.key().equals(carrier))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        new FieldProblem(
                                "carrier",
                                "there is no carrier " + carrier,
                                "Use tones or noise, or leave it out for tones.")));
    }

    /** As in the query, and in the file's name. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    StoredObject of(StoredSound sound) {
        return this == TONES ? sound.tones() : sound.noise();
    }
}
