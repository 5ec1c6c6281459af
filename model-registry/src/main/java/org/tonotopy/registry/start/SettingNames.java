package org.tonotopy.registry.start;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Leads from a property to the name by which people set it: the placeholder that a service's file has in its place. */
record SettingNames(Environment environment) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

    /**
     * The variable of the environment that sets a property.
     *
     * @param property such as {@code tonotopy.worker.threads}
     */
    String of(String property) {
        return raw(property)
                .map(PLACEHOLDER::matcher)
                .filter(Matcher::lookingAt)
                .map(found -> found.group(1))
                .findFirst()
                .orElseGet(() -> property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT));
    }

    private Stream<String> raw(String property) {
        return environment instanceof ConfigurableEnvironment sources
                ? sources.getPropertySources().stream()
                        .map(source -> source.getProperty(property))
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                : Stream.empty();
    }
}
