package org.tonotopy.encoding.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.recording.StimulusResponses;
import org.tonotopy.encoding.report.Alignment.LagCorrelation;
import org.tonotopy.encoding.report.Alignment.Verdict;
import org.tonotopy.encoding.simulation.RecordingSimulator;

class AlignmentCheckTest {
    private static final int CLIPS = 6;

    private static Recording simulated;

    /** The value of a neuron's repeat at a bin, given the recording as it is. */
    @FunctionalInterface
    private interface Change {
        double at(StimulusResponses responses, int neuron, int repeat, int bin);
    }

    @BeforeAll
    static void simulate() {
        simulated = new RecordingSimulator().simulate(RecordingSimulator.BUNDLED_SEED);
    }

    private static Recording changed(int clips, ResponseKind kind, Change change) {
        List<StimulusResponses> changed = new ArrayList<>();
        for (StimulusResponses responses : simulated.responses().subList(0, clips)) {
            float[] values = new float[responses.neurons() * responses.repeatSlots() * responses.bins()];
            int next = 0;
            for (int neuron = 0; neuron < responses.neurons(); neuron++) {
                for (int repeat = 0; repeat < responses.repeatSlots(); repeat++) {
                    for (int t = 0; t < responses.bins(); t++) {
                        values[next++] = (float) change.at(responses, neuron, repeat, t);
                    }
                }
            }
            changed.add(
                    StimulusResponses.ofValues(responses.neurons(), responses.repeatSlots(), responses.bins(), values));
        }
        return with(simulated.stimuli().subList(0, clips), kind, changed);
    }

    private static Recording with(List<Stimulus> stimuli, ResponseKind kind, List<StimulusResponses> responses) {
        return new Recording(
                simulated.dtMs(),
                simulated.centerFrequenciesHz(),
                stimuli,
                simulated.neurons(),
                kind,
                responses,
                Optional.empty(),
                List.of());
    }

    /** Responses so many bins later than they were, unrecorded where nothing is known. */
    private static Change later(int bins) {
        return (responses, neuron, repeat, t) ->
                t - bins < 0 || t - bins >= responses.bins() ? Double.NaN : responses.value(neuron, repeat, t - bins);
    }

    private static LagCorrelation peak(Alignment alignment) {
        return alignment.peak().orElseThrow();
    }

    @Test
    void neuronsThatFollowTheirSoundsAreAligned() {
        Alignment alignment = AlignmentCheck.check(simulated);

        assertThat(alignment.verdict()).isEqualTo(Verdict.ALIGNED);
        assertThat(peak(alignment).lagMs()).isBetween(0.0, 25.0);
        assertThat(alignment.remedy()).isEmpty();
        assertThat(alignment.curve()).hasSize(81).isSortedAccordingTo((one, other) -> one.lagBins() - other.lagBins());
        // 24 clips of 800 bins; at the longest lag each has lost 40 of them.
        assertThat(alignment.curve().get(40).bins()).isEqualTo(24 * 800);
        assertThat(alignment.curve().get(80).bins()).isEqualTo(24 * 760);
    }

    @ParameterizedTest(name = "{0} bins")
    @CsvSource({"-30", "-10", "-6", "12", "20", "30"})
    void aShiftIsFoundAndMeasured(int shift) {
        int unshifted = peak(AlignmentCheck.check(changed(CLIPS, ResponseKind.COUNTS, later(0))))
                .lagBins();

        Alignment alignment = AlignmentCheck.check(changed(CLIPS, ResponseKind.COUNTS, later(shift)));

        assertThat(alignment.verdict()).isEqualTo(Verdict.SUSPICIOUS);
        assertThat(peak(alignment).lagBins()).isCloseTo(unshifted + shift, within(1));
        assertThat(alignment.words())
                .contains(Math.abs(peak(alignment).lagBins()) + " bins", shift < 0 ? "before" : "later");
        assertThat(alignment.remedy().orElseThrow()).contains("same trigger");
    }

    @Test
    void aShiftOfLessThanTheWidthOfThePeakIsNotCalledOne() {
        Alignment alignment = AlignmentCheck.check(changed(CLIPS, ResponseKind.COUNTS, later(-3)));

        assertThat(alignment.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(peak(alignment).lagBins()).isEqualTo(-1);
        assertThat(alignment.words()).contains("too broad", "-5 ms (-1 bin)", "0 ms (0 bins)");
    }

    @Test
    void aTraceThatFallsWithTheSoundIsAlignedToo() {
        Alignment alignment = AlignmentCheck.check(changed(
                CLIPS,
                ResponseKind.TRACE,
                (responses, neuron, repeat, t) -> -65 - 3 * responses.value(neuron, repeat, t)));

        assertThat(alignment.verdict()).isEqualTo(Verdict.ALIGNED);
        assertThat(peak(alignment).correlation()).isNegative();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void responsesThatKnowNothingOfTheSoundDecideNothing(int seed) {
        // Slow and noisy at once: much alike from bin to bin without following any sound.
        Random random = new Random(seed);
        double[] drift = new double[800];
        for (int t = 1; t < drift.length; t++) {
            drift[t] = 0.97 * drift[t - 1] + random.nextGaussian();
        }

        Alignment alignment = AlignmentCheck.check(
                changed(CLIPS, ResponseKind.TRACE, (responses, neuron, repeat, t) -> drift[t] + random.nextGaussian()));

        assertThat(alignment.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(alignment.words()).startsWith("No lag stands out");
    }

    @Test
    void soundsInAnotherOrderThanTheirResponsesDecideNothing() {
        List<StimulusResponses> turned = new ArrayList<>(simulated.responses().subList(0, CLIPS));
        turned.add(turned.remove(0));

        assertThat(AlignmentCheck.check(with(simulated.stimuli().subList(0, CLIPS), ResponseKind.COUNTS, turned))
                        .verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void neuronsThatWereRecordedForDifferentPartsLeaveNoStepBehind() {
        // The first half of each clip was recorded from neurons that are far more active than those of the second half.
        Alignment alignment =
                AlignmentCheck.check(changed(CLIPS, ResponseKind.TRACE, (responses, neuron, repeat, t) -> {
                    boolean early = neuron % 2 == 0;
                    return (t < 400) == early ? responses.value(neuron, repeat, t) + (early ? 1000 : 0) : Double.NaN;
                }));

        assertThat(alignment.verdict()).isEqualTo(Verdict.ALIGNED);
        assertThat(peak(alignment).correlation()).isGreaterThan(0.2);
    }

    @Test
    void tooFewBinsDecideNothingAndTheWordsSayWhy() {
        Alignment alignment = AlignmentCheck.check(changed(
                1,
                ResponseKind.COUNTS,
                (responses, neuron, repeat, t) -> t < 150 ? responses.value(neuron, repeat, t) : Double.NaN));

        assertThat(alignment.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(alignment.words()).contains("Only 150 bins", "200");
        assertThat(alignment.peak()).isEmpty();
        assertThat(alignment.curve()).isEmpty();
    }

    @Test
    void aSoundThatNeverChangesDecidesNothing() {
        float[] flat = new float[800 * simulated.bands()];
        Arrays.fill(flat, 0.1f);
        Stimulus tone = new Stimulus("tone", Optional.empty(), 800, simulated.bands(), flat);

        assertThat(AlignmentCheck.check(with(
                                List.of(tone),
                                ResponseKind.COUNTS,
                                simulated.responses().subList(0, 1)))
                        .words())
                .contains("never changes");
    }
}
