package org.tonotopy.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void namesAlignToTheLeftAndNumbersToTheRight() {
        TextTable table = new TextTable(List.of("model", "parameters"));
        table.row(List.of("statenet", "39,081"));
        table.row(List.of("ln", "162,197"));
        assertThat(table.lines())
                .containsExactly(
                        "model     parameters", //
                        "statenet      39,081",
                        "ln           162,197");
    }
}
