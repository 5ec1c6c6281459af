package org.tonotopy.standalone.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/** The settings of a service: the placeholders of its file, with what the code says of the properties that they set. */
final class ServiceSettings {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{(?<variable>[A-Z][A-Z0-9_]*)(?<fallback>:(?<value>.*))?}");

    private ServiceSettings() {}

    /**
     * Reads them.
     *
     * @param service name of its file, such as {@code api-service}
     */
    static List<Setting> of(String service, SettingMeanings meanings) {
        List<Setting> settings = new ArrayList<>();
        properties(service).forEach((property, value) -> {
            Matcher placeholder = PLACEHOLDER.matcher(value);
            if (placeholder.matches()) {
                String fallback = placeholder.group("value");
                SettingMeanings.Meaning meaning = meanings.of(service, property);
                settings.add(new Setting(
                        placeholder.group("variable"),
                        property,
                        // What refers to another property is said by the meaning.
                        fallback == null || fallback.startsWith("$") ? "" : fallback,
                        placeholder.group("fallback") == null,
                        form(meaning.type()),
                        meaning.description()));
            }
        });
        return settings;
    }

    /** All that a service's file says, as written there. */
    static Map<String, String> properties(String service) {
        try {
            PropertySource<?> file = new YamlPropertySourceLoader()
                    .load(service, new ClassPathResource(service + ".yml"))
                    .get(0);
            EnumerablePropertySource<?> properties = (EnumerablePropertySource<?>) file;
            return Arrays.stream(properties.getPropertyNames())
                    .collect(Collectors.toMap(name -> name, name -> String.valueOf(properties.getProperty(name))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String form(String typeName) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(
                ClassUtils.resolveClassName(typeName.replaceAll("<.*", ""), ServiceSettings.class.getClassLoader()));
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(value -> "`" + value + "`")
                    .collect(Collectors.joining(" or "));
        }
        if (type == Duration.class) {
            return "time (`ms`, `s`, `m`, `h`, `d`)";
        }
        if (type == DataSize.class) {
            return "size (`B`, `KB`, `MB`, `GB`)";
        }
        if (type == Boolean.class) {
            return "`true` or `false`";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "words with commas";
        }
        return Number.class.isAssignableFrom(type) ? "number" : "text";
    }
}
