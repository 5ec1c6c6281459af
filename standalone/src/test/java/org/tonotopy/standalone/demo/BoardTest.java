package org.tonotopy.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BoardTest {
    @Test
    void showsBothCorrelationsTheNeuronsThatCountAndWhatTheFitTook() {
        Board board = board("""
                {"entries": [{"kind": "statenet", "parameter_count": 39081, "fit_seconds": 41.26, "seeds": [0, 1],
                  "metrics": [
                    {"metric": "cc", "mean": 0.6778, "median": 0.7049, "counted": 119, "left_out": 0},
                    {"metric": "cc_norm", "mean": 0.79151, "median": 0.8143, "counted": 117, "left_out": 2}]}]}
                """);
        assertThat(board.lines())
                .containsExactly(
                        "model     CCnorm mean  median  CC mean  median     neurons  parameters  fit time  seeds",
                        "statenet       0.7915  0.8143   0.6778  0.7049  117 of 119      39,081    41.3 s    0 1");
    }

    @Test
    void anUndefinedScoreIsADashAndNotANumber() {
        Board board = board("""
                {"entries": [{"kind": "ln", "parameter_count": 5, "fit_seconds": 1, "seeds": [0],
                  "metrics": [{"metric": "cc_norm", "mean": null, "counted": 0, "left_out": 3}]}]}
                """);
        assertThat(board.lines().get(1)).matches("ln +- +- +- +- +0 of 3 +5 +1\\.0 s +0");
    }

    @Test
    void aBoardWithoutEntriesIsEmpty() {
        assertThat(board("{\"entries\": []}").isEmpty()).isTrue();
    }

    private static Board board(String json) {
        return new Board(JsonMapper.builder().build().readTree(json));
    }
}
