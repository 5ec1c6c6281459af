package org.tonotopy.worker.fit;

import java.util.Arrays;
import java.util.Locale;
import org.tonotopy.registry.catalogue.Specification;

/** Reads the catalogue's words, which are the names of constants in lower case, with hyphens. */
final class Words {
    private Words() {}

    /**
     * The constant that a hyperparameter names.
     *
     * @throws IllegalArgumentException if there is none
     */
    static <E extends Enum<E>> E constant(Class<E> type, Specification specification, String hyperparameter) {
        String word = specification.choice(hyperparameter);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        specification.kind() + "." + hyperparameter + ": this worker does not know " + word));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
