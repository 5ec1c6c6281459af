package org.tonotopy.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static Table board() {
        Table board = new Table(
                1, "rank", "model", "cc_norm", "95 % interval", "median", "seeds", "parameters", "fit (s)", "by");
        board.row("1", "statenet a_setting 12", "0.603 ± 0.010", "[0.490, 0.709]", "0.622", "5", "11532", "7.2", "ada");
        board.row("2=", "linear", "0.5", "-", "-", "1", "9", "7.2", "ada, grace");
        return board;
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 120})
    void noLineIsLongerThanTheTerminal(int width) {
        List<String> lines = board().take(width);

        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        assertThat(lines.get(0)).startsWith("rank  model").contains("cc_norm");
    }

    @Test
    void numbersStandUnderEachOtherAndNothingIsLostWithoutATerminal() {
        assertThat(board().take(Integer.MAX_VALUE))
                .containsExactly(
                        "rank  model                        cc_norm   95 % interval  median  seeds  parameters  fit (s)  by",
                        "1     statenet a_setting 12  0.603 ± 0.010  [0.490, 0.709]   0.622      5       11532      7.2  ada",
                        "2=    linear                           0.5               -       -      1           9      7.2  ada, grace");
    }

    @Test
    void blocksStandUnderTheSameHeader() {
        Table table = new Table(0, "name", "size");
        table.row("first", "1");
        assertThat(table.take(80)).containsExactly("name   size", "first     1");

        table.row("b", "22");
        table.row("longer", "333");
        assertThat(table.held()).isEqualTo(2);
        assertThat(table.take(80)).containsExactly("b         22", "longer   333");
        assertThat(table.held()).isZero();
    }
}
