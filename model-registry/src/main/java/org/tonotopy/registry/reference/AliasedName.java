package org.tonotopy.registry.reference;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the version that an alias of a thing stands for now, written {@code name@alias}, for instance {@code statenet@champion}.
 *
 * @param name as in {@link VersionedName}
 * @param alias lower-case letters, digits, dots and hyphens; starts with a letter, so that it is no number; at most 50 characters
 */
public record AliasedName(String name, String alias) {
    /** Characters of an alias at most. */
    public static final int LONGEST_ALIAS = 50;

    /** What an alias may look like. */
    public static final String ALIAS_PATTERN = "[a-z][a-z0-9.-]{0," + (LONGEST_ALIAS - 1) + "}";

    /** What names a version where an alias does too: {@code name@version} or {@code name@alias}. */
    public static final String EITHER_PATTERN =
            VersionedName.NAME_PATTERN + "@(" + VersionedName.VERSION_PATTERN + "|" + ALIAS_PATTERN + ")";

    private static final Pattern ALIAS = Pattern.compile(ALIAS_PATTERN);
    private static final Pattern REFERENCE =
            Pattern.compile("(" + VersionedName.NAME_PATTERN + ")@(" + ALIAS_PATTERN + ")");

    /** Whether a text can be an alias. */
    public static boolean isAlias(String text) {
        return ALIAS.matcher(text).matches();
    }

    /** Reads {@code name@alias}; empty where the text is not of that form. */
    public static Optional<AliasedName> parse(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.matches() ? Optional.of(new AliasedName(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    @Override
    public String toString() {
        return name + "@" + alias;
    }
}
