package org.tonotopy.standalone.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the code says of properties: the comments of the records that they are bound to, which the compiler writes down,
 * and for properties of libraries the files beside each service's.
 */
final class SettingMeanings {
    private static final List<String> FILES = List.of(
            "META-INF/additional-spring-configuration-metadata.json", "META-INF/spring-configuration-metadata.json");

    private static final String SHARED = "model-registry";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Source> sources;

    private record Source(String address, Map<String, Meaning> meanings) {}

    /**
     * What is known of a property.
     *
     * @param type name of a class
     * @param description empty where nobody said anything
     */
    record Meaning(String type, String description) {}

    private SettingMeanings(List<Source> sources) {
        this.sources = sources;
    }

    /** All that is on the class path. */
    static SettingMeanings read() {
        List<Source> sources = new ArrayList<>();
        try {
            for (String file : FILES) {
                for (URL address :
                        Collections.list(SettingMeanings.class.getClassLoader().getResources(file))) {
                    sources.add(new Source(address.toString(), meanings(address)));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new SettingMeanings(sources);
    }

    private static Map<String, Meaning> meanings(URL address) throws IOException {
        try (InputStream content = address.openStream()) {
            Map<String, Meaning> meanings = new TreeMap<>();
            for (JsonNode property : JSON.readTree(content).path("properties")) {
                meanings.put(
                        property.path("name").stringValue(),
                        new Meaning(
                                property.path("type").stringValue("java.lang.String"),
                                property.path("description").stringValue("")));
            }
            return meanings;
        }
    }

    /** What a property means to a service. */
    Meaning of(String service, String property) {
        return sources.stream()
                .filter(source -> isOf(source, service) || isOf(source, SHARED))
                .map(source -> source.meanings().get(property))
                .filter(meaning -> meaning != null)
                .findFirst()
                .orElse(new Meaning("java.lang.String", ""));
    }

    /** What libraries say of their properties is not asked for. */
    private static boolean isOf(Source source, String module) {
        return source.address().contains("/" + module + "/") || source.address().contains("/" + module + "-");
    }

    /** Names of the properties of our own records. */
    List<String> own() {
        return sources.stream()
                .flatMap(source -> source.meanings().keySet().stream())
                .filter(property -> property.startsWith("tonotopy."))
                .distinct()
                .sorted()
                .toList();
    }
}
