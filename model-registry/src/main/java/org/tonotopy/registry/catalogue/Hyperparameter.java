package org.tonotopy.registry.catalogue;

import java.util.List;

/**
 * A setting of a model or of its training.
 *
 * @param name as it stands in a request
 * @param domain the values that it may take
 * @param defaultValue the value where a request is silent
 * @param meaning one sentence, with the unit
 */
public record Hyperparameter(String name, HyperparameterDomain domain, Object defaultValue, String meaning) {
    static Hyperparameter whole(String name, int minimum, int maximum, int defaultValue, String meaning) {
        return new Hyperparameter(name, new HyperparameterDomain.WholeNumber(minimum, maximum), defaultValue, meaning);
    }

    static Hyperparameter real(String name, double minimum, double maximum, double defaultValue, String meaning) {
        return new Hyperparameter(name, new HyperparameterDomain.RealNumber(minimum, maximum), defaultValue, meaning);
    }

    static Hyperparameter choice(String name, List<String> options, String meaning) {
        return new Hyperparameter(name, new HyperparameterDomain.Choice(options), options.get(0), meaning);
    }
}
