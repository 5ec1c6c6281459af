package org.tonotopy.registry.catalogue;

import java.util.List;

/**
 * A setting of a model or of its training.
 *
 * @param name as it stands in a request
 * @param domain the values that it may take
 * @param defaultValue the value where a request and the default recipes are silent
 * @param unit what a number counts or measures; empty for words and for numbers without a unit
 * @param meaning one sentence
 * @param source where it was published; empty where that is the entry's own source
 * @param appliesWhere what the entry's settings before it must be; elsewhere it is refused
 */
public record Hyperparameter(
        String name,
        HyperparameterDomain domain,
        Object defaultValue,
        String unit,
        String meaning,
        String source,
        Condition appliesWhere) {
    static Hyperparameter whole(String name, int minimum, int maximum, int defaultValue, String unit, String meaning) {
        return of(name, new HyperparameterDomain.WholeNumber(minimum, maximum), defaultValue, unit, meaning);
    }

    static Hyperparameter real(
            String name, double minimum, double maximum, double defaultValue, String unit, String meaning) {
        return of(name, new HyperparameterDomain.RealNumber(minimum, maximum), defaultValue, unit, meaning);
    }

    /** One of a few words, the first of which is the default. */
    static Hyperparameter choice(String name, List<String> options, String meaning) {
        return of(name, new HyperparameterDomain.Choice(options), options.get(0), "", meaning);
    }

    static Hyperparameter flag(String name, boolean defaultValue, String meaning) {
        return of(name, new HyperparameterDomain.Flag(), defaultValue, "", meaning);
    }

    private static Hyperparameter of(
            String name, HyperparameterDomain domain, Object defaultValue, String unit, String meaning) {
        return new Hyperparameter(name, domain, defaultValue, unit, meaning, "", Condition.ALWAYS);
    }

    Hyperparameter from(String published) {
        return new Hyperparameter(name, domain, defaultValue, unit, meaning, published, appliesWhere);
    }

    Hyperparameter withDefault(Object value) {
        return new Hyperparameter(name, domain, value, unit, meaning, source, appliesWhere);
    }

    Hyperparameter where(Condition condition) {
        return new Hyperparameter(name, domain, defaultValue, unit, meaning, source, condition);
    }
}
