package org.tonotopy.encoding.feature.dream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.feature.FeatureListener;
import org.tonotopy.encoding.feature.NaturalDreams;
import org.tonotopy.encoding.feature.ResponseTarget;
import org.tonotopy.encoding.feature.StimulusRange;

/** Dreams of a StateNet that was fitted to natural sounds. */
class NaturalDreamsTest {
    private static final List<ResponseTarget> NEURONS =
            Stream.of(0, 27, 72).map(ResponseTarget::neuron).toList();

    private static List<Dream> dreams(NaturalDreams natural, DreamSettings settings) {
        return new Dreamer(natural.stateNet(), natural.stimuli()).dream(settings, NEURONS, 2, FeatureListener.silent());
    }

    /** A streak lies at its bounds; of a clean image hardly a value does. */
    private static double shareAtBounds(Dream dream, StimulusRange range) {
        int atBounds = 0;
        float[] values = dream.best().values();
        for (float value : values) {
            atBounds += value <= (float) range.lowest() || value >= (float) range.highest() ? 1 : 0;
        }
        return (double) atBounds / values.length;
    }

    @Test
    void theDefaultsGiveCleanImagesThatDoNotDependOnTheSeed() throws Exception {
        NaturalDreams natural = NaturalDreams.orSkip();

        for (Dream dream : dreams(natural, DreamSettings.standard().withRestarts(2))) {
            assertThat(dream.agreement().value()).isGreaterThan(0.95);
            assertThat(dream.multiple().value()).isGreaterThan(1);
            assertThat(shareAtBounds(dream, natural.stimuli().range())).isLessThan(0.01);
        }
    }

    @Test
    void withoutPenaltiesTheyAreStreaksAtTheBounds() throws Exception {
        NaturalDreams natural = NaturalDreams.orSkip();

        assertThat(dreams(
                        natural,
                        DreamSettings.standard()
                                .withPenalties(DreamPenalties.none())
                                .withSteps(300)))
                .allSatisfy(dream -> assertThat(
                                shareAtBounds(dream, natural.stimuli().range()))
                        .isGreaterThan(0.04));
    }
}
