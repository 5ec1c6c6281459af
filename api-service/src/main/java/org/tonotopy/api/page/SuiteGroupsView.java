package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;

/**
 * The entries of a suite's board on groups of neurons, as their page shows them: every value is a text already.
 *
 * @param suite its reference
 * @param place where the board is
 * @param metric that is averaged
 * @param benchmarks to choose from
 * @param table of the one that is chosen; empty where it has no groups, or no entries
 */
record SuiteGroupsView(
        String suite,
        BoardPlace place,
        String metric,
        List<OneBoardView.Option> benchmarks,
        Optional<GroupTable> table) {
    /** Copies the list. */
    SuiteGroupsView {
        benchmarks = List.copyOf(benchmarks);
    }
}
