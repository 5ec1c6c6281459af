package org.tonotopy.registry.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A kind from the catalogue with a value for every one of its hyperparameters that applies; written as one flat JSON object whose
 * {@code kind} says which.
 *
 * @param kind key of the catalogue
 * @param values name to canonical value: Integer, Double, String or Boolean
 */
public record Specification(String kind, SortedMap<String, Object> values) {
    private static final String KIND = "kind";

    /** Copies the values. */
    public Specification {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    @JsonCreator
    static Specification read(Map<String, Object> flat) {
        SortedMap<String, Object> values = new TreeMap<>(flat);
        Object kind = values.remove(KIND);
        if (!(kind instanceof String key)) {
            throw new IllegalArgumentException("kind is missing");
        }
        return new Specification(key, values);
    }

    /** The flat form. */
    @JsonValue
    public Map<String, Object> flat() {
        Map<String, Object> flat = new LinkedHashMap<>();
        flat.put(KIND, kind);
        flat.putAll(values);
        return flat;
    }

    /** A whole-number hyperparameter. */
    public int whole(String name) {
        return ((Number) value(name)).intValue();
    }

    /** A real hyperparameter. */
    public double real(String name) {
        return ((Number) value(name)).doubleValue();
    }

    /** A hyperparameter that is one of a few words. */
    public String choice(String name) {
        return (String) value(name);
    }

    /** A hyperparameter that is true or false. */
    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    /** Whether a hyperparameter applies here and is true. */
    public boolean isOn(String name) {
        return has(name) && flag(name);
    }

    /** Whether a hyperparameter applies here. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(kind + " has no hyperparameter " + name);
        }
        return value;
    }
}
