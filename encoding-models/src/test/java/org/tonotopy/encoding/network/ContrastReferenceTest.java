package org.tonotopy.encoding.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContrastReferenceTest {
    @Test
    void theFloorIsSilenceAndTheExtremesAreThoseOfWholeWindows() {
        // The floor of the first band is 1: above it 0, 0, 2, 2, 6. Windows of two: 0, then 1/1, 0, 2/4.
        Clip clip = new Clip(5, new float[] {1, 7, 1, 7, 3, 7, 3, 7, 7, 7});
        ContrastReference reference = ContrastReference.measure(List.of(clip), 2, 2);
        assertThat(reference.floor()).containsExactly(1.0, 7.0);
        assertThat(reference.least()).containsExactly(0.0, 0.0);
        assertThat(reference.greatest().get(0)).isCloseTo(1, within(1e-12));
        assertThat(reference.greatest().get(1)).as("a band that never changes").isZero();
    }

    @Test
    void refusesStimuliThatAreAllShorterThanTheWindow() {
        assertThatThrownBy(() -> ContrastReference.measure(List.of(new Clip(3, new float[3])), 1, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("contrastBins is 4");
    }

    @Test
    void refusesListsThatDoNotFitTogether() {
        assertThatThrownBy(() -> new ContrastReference(List.of(0.0, 0.0), List.of(0.0), List.of(1.0, 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one value for each band");
        assertThatThrownBy(() -> new ContrastReference(List.of(0.0), List.of(0.5), List.of(0.4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("band 0");
    }
}
