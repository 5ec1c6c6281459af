package org.tonotopy.api.page;

/**
 * Where a board is.
 *
 * @param page path of its page
 * @param data path of the same as data
 */
record BoardPlace(String page, String data) {
    static BoardPlace ofBenchmark(String reference) {
        return new BoardPlace("/boards/" + reference, "/api/v1/benchmarks/" + reference + "/leaderboard");
    }

    static BoardPlace ofSuite(String reference) {
        return new BoardPlace("/suites/" + reference, "/api/v1/suites/" + reference + "/leaderboard");
    }
}
