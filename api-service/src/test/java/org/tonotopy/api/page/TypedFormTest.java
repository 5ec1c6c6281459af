package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypedFormTest {
    @Test
    void aListWritesOutItsRanges() {
        assertThat(TypedForm.list("0, 3, 5-8, first").toString()).isEqualTo("[0,3,5,6,7,8,\"first\"]");
    }

    @Test
    void manyLongRangesAreNotWrittenOut() {
        assertThat(TypedForm.list("0-9999,".repeat(100_000))).hasSizeBetween(100_000, 120_000);
    }
}
