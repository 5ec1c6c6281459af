package org.tonotopy.registry.reference;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one version of a thing, written {@code name@version}, for instance {@code ns1@2}.
 *
 * @param name lower-case letters, digits, dots and hyphens; starts with a letter or digit; at most 100 characters
 * @param version counts from 1
 */
public record VersionedName(String name, int version) {
    /** Characters of a name at most. */
    public static final int LONGEST_NAME = 100;

    /** What a name may look like. */
    public static final String NAME_PATTERN = "[a-z0-9][a-z0-9.-]{0," + (LONGEST_NAME - 1) + "}";

    static final String VERSION_PATTERN = "[1-9][0-9]{0,8}";

    /** What {@code name@version} may look like. */
    public static final String REFERENCE_PATTERN = NAME_PATTERN + "@" + VERSION_PATTERN;

    private static final Pattern NAME = Pattern.compile(NAME_PATTERN);
    private static final Pattern REFERENCE = Pattern.compile("(" + NAME_PATTERN + ")@(" + VERSION_PATTERN + ")");

    /** Checks both parts. */
    public VersionedName {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name: lower-case letters, digits, dots and hyphens are allowed");
        }
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
    }

    /** Whether a text can be a name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Reads {@code name@version}; empty where the text is not of that form. */
    public static Optional<VersionedName> parse(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.matches()
                ? Optional.of(new VersionedName(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @JsonCreator
    static VersionedName read(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException("write it as name@version, for instance ns1@1"));
    }

    @JsonValue
    @Override
    public String toString() {
        return name + "@" + version;
    }
}
