package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.problem.ProblemException;

class TablePartTest {
    private static final List<Integer> ROWS = IntStream.range(0, 450).boxed().toList();

    @Test
    void partsFollowEachOther() {
        TablePart first = TablePart.from("from", 0, ROWS.size());
        assertThat(first.of(ROWS)).hasSize(200).startsWith(0);
        assertThat(first.before()).isEmpty();
        TablePart second = TablePart.from("from", first.after().orElseThrow(), ROWS.size());
        TablePart third = TablePart.from("from", second.after().orElseThrow(), ROWS.size());
        assertThat(third.of(ROWS)).hasSize(50).startsWith(400);
        assertThat(third.after()).isEmpty();
        assertThat(third.before()).contains(200);
        assertThat(third.words()).isEqualTo("Rows 401 to 450 of 450");
    }

    @Test
    void aPartMayBeginAnywhere() {
        TablePart part = TablePart.from("from", 30, ROWS.size());
        assertThat(part.of(ROWS)).startsWith(30).endsWith(229);
        assertThat(part.before()).contains(0);
    }

    @Test
    void aShortTableIsWhole() {
        assertThat(TablePart.from("from", 0, 200).isWhole()).isTrue();
        assertThat(TablePart.from("from", 0, 201).isWhole()).isFalse();
        assertThat(TablePart.from("from", 0, 0).of(List.of())).isEmpty();
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatThrownBy(() -> TablePart.from("from", 450, 450)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> TablePart.from("from", -1, 450)).isInstanceOf(ProblemException.class);
    }
}
