package org.tonotopy.worker.joblog;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets out of what people will read. Nothing is meant to log one, but messages of drivers and clients are not ours:
 * the values that this process was given as secrets are masked wherever they stand, and so is what is named like one.
 */
final class SecretMask {
    private static final String MASK = "***";

    /** Shorter values would mask ordinary words. */
    private static final int SHORTEST_SECRET = 6;

    private static final Pattern SECRET_VARIABLE = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|CREDENTIAL|ACCESS_KEY).*");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b([a-z_.-]*(?:password|passwd|secret|token|api[_-]?key|access[_-]?key)[a-z_.-]*\"?\\s*[=:]\\s*\"?)[^\\s\"&,;]+");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic) [a-z0-9._~+/=-]{6,}");
    private static final Pattern USER_IN_ADDRESS = Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*://)[^\\s/@]+@");

    private final List<String> secrets;

    private SecretMask(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * A mask.
     *
     * @param databasePassword of this process
     * @param environment of this process; what is named like a secret is one
     */
    static SecretMask of(String databasePassword, Map<String, String> environment) {
        Stream<String> named = environment.entrySet().stream()
                .filter(variable -> SECRET_VARIABLE
                        .matcher(variable.getKey().toUpperCase(Locale.ROOT))
                        .matches())
                .map(Map.Entry::getValue);
        return new SecretMask(Stream.concat(Stream.of(databasePassword), named)
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .distinct()
                // A secret may contain another.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** The text without secrets. */
    String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        masked = NAMED.matcher(masked).replaceAll("$1" + MASK);
        masked = BEARER.matcher(masked).replaceAll("$1 " + MASK);
        return USER_IN_ADDRESS.matcher(masked).replaceAll("$1" + MASK + "@");
    }
}
