package org.tonotopy.registry.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

/**
 * Holds where each of the named settings has one of the values beside it; without any setting, always. In JSON an object
 * of lists; a list of one may be written as its element.
 *
 * @param settings name to the values that satisfy it; {@code kind} may be among the names
 */
public record Condition(SortedMap<String, List<Object>> settings) {
    /** Holds always. */
    static final Condition ALWAYS = new Condition(new TreeMap<>());

    /** Copies the settings. */
    public Condition {
        SortedMap<String, List<Object>> copy = new TreeMap<>();
        settings.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        settings = Collections.unmodifiableSortedMap(copy);
    }

    @JsonCreator
    static Condition read(Map<String, JsonNode> flat) {
        SortedMap<String, List<Object>> settings = new TreeMap<>();
        flat.forEach((name, values) -> settings.put(
                name,
                (values.isArray() ? values.valueStream() : Stream.of(values))
                        .map(value -> RegistryJson.mapper().treeToValue(value, Object.class))
                        .toList()));
        return new Condition(settings);
    }

    @JsonValue
    @Override
    public SortedMap<String, List<Object>> settings() {
        return settings;
    }

    /** Holds where one setting has one of some values. */
    static Condition where(String setting, Object... values) {
        return ALWAYS.and(setting, values);
    }

    /** Holds where this one holds and another setting has one of some values. */
    Condition and(String setting, Object... values) {
        SortedMap<String, List<Object>> both = new TreeMap<>(settings);
        both.put(setting, List.of(values));
        return new Condition(both);
    }

    boolean holds(Map<String, Object> values) {
        return firstMissed(values).isEmpty();
    }

    /** The first setting, by name, that has another value or none. */
    Optional<String> firstMissed(Map<String, Object> values) {
        return settings.entrySet().stream()
                .filter(setting -> !values.containsKey(setting.getKey())
                        || !setting.getValue().contains(values.get(setting.getKey())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The condition in words, to follow "where": {@code encoder is locally-connected or conv}. */
    public String inWords() {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " is " + alternatives(setting.getValue()))
                .collect(Collectors.joining(" and "));
    }

    /** Values in words: {@code locally-connected or conv}. */
    static String alternatives(List<Object> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }
}
