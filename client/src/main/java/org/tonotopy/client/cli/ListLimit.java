package org.tonotopy.client.cli;

import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How much of a list is shown. */
final class ListLimit {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most (default: ${DEFAULT-VALUE}; 0: all).")
    private long limit = 50;

    /** The beginning of a list, of which no more is read. */
    <T> Stream<T> of(Stream<T> list) {
        return limit > 0 ? list.limit(limit) : list;
    }
}
