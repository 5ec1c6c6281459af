package org.tonotopy.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One object that the chart makes.
 *
 * @param content as it is written
 */
record Manifest(Map<?, ?> content) {
    /** All objects of a rendered chart, in its order. */
    static List<Manifest> all(String rendered) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(strict)).loadAll(rendered).spliterator(), false)
                .filter(Objects::nonNull)
                .map(document -> new Manifest((Map<?, ?>) document))
                .toList();
    }

    String apiVersion() {
        return String.valueOf(content.get("apiVersion"));
    }

    String kind() {
        return String.valueOf(content.get("kind"));
    }

    String name() {
        return String.valueOf(map("metadata").get("name"));
    }

    /** What lies at a path; empty where nothing does. */
    Map<?, ?> map(String... path) {
        return map(content, path);
    }

    static Map<?, ?> map(Map<?, ?> from, String... path) {
        Map<?, ?> at = from;
        for (String step : path) {
            at = at.get(step) instanceof Map<?, ?> next ? next : Map.of();
        }
        return at;
    }

    static List<Map<?, ?>> list(Map<?, ?> from, String key) {
        List<Map<?, ?>> items = new ArrayList<>();
        if (from.get(key) instanceof List<?> list) {
            list.forEach(item -> items.add((Map<?, ?>) item));
        }
        return items;
    }

    /** What a workload runs; empty for anything else. */
    Map<?, ?> pod() {
        return kind().equals("Pod") ? map("spec") : map("spec", "template", "spec");
    }

    /** All containers of a workload, those that run first among them. */
    List<Map<?, ?>> containers() {
        return Stream.of("initContainers", "containers")
                .flatMap(key -> list(pod(), key).stream())
                .toList();
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
