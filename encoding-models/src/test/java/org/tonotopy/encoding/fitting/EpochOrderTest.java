package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochOrderTest {

    @Test
    void everyClipComesOnceInEveryEpoch() {
        int[] order = EpochOrder.permutation(7, 3, 14);
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, 14).toArray());
    }

    @Test
    void theOrderIsAFunctionOfSeedAndEpoch() {
        assertThat(EpochOrder.permutation(7, 3, 14)).isEqualTo(EpochOrder.permutation(7, 3, 14));
        assertThat(EpochOrder.permutation(7, 3, 14)).isNotEqualTo(EpochOrder.permutation(7, 4, 14));
        assertThat(EpochOrder.permutation(7, 3, 14)).isNotEqualTo(EpochOrder.permutation(8, 3, 14));
    }
}
