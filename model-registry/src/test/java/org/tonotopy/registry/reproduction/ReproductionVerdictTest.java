package org.tonotopy.registry.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReproductionVerdictTest {
    @Test
    void sameBitsAreEqualWhateverElseIsKnown() {
        assertThat(ReproductionVerdict.of(true, Optional.of(0.0))).isEqualTo(ReproductionVerdict.EQUAL_BIT_FOR_BIT);
    }

    @Test
    void predictionsWithinTheToleranceAreEqualWithinIt() {
        assertThat(ReproductionVerdict.of(false, Optional.of(ReproductionVerdict.TOLERANCE)))
                .isEqualTo(ReproductionVerdict.EQUAL_WITHIN_TOLERANCE);
        assertThat(ReproductionVerdict.of(false, Optional.of(Math.nextUp(ReproductionVerdict.TOLERANCE))))
                .isEqualTo(ReproductionVerdict.DIFFERENT);
    }

    @Test
    void whatCannotBeComparedIsDifferent() {
        assertThat(ReproductionVerdict.of(false, Optional.empty())).isEqualTo(ReproductionVerdict.DIFFERENT);
        assertThat(ReproductionVerdict.of(false, Optional.of(Double.NaN))).isEqualTo(ReproductionVerdict.DIFFERENT);
    }
}
