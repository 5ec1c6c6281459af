package org.tonotopy.encoding.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.Recordings;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.SingleUnit;
import org.tonotopy.encoding.recording.StimulusSplit;

class ResponsePreparationTest {

    private static final double NAN = Double.NaN;

    /** Two stimuli of different length, two neurons, and gaps of every kind. */
    private static final Recording RAGGED = Recordings.of(ResponseKind.COUNTS, 5, new double[][][][] {
        {{{1, 2, 3}, {3, NAN, 5}}, {{NAN, NAN, NAN}, {NAN, NAN, NAN}}},
        {{{1, 1}, {NAN, NAN}}, {{0, 4}, {2, 2}}}
    });

    @Test
    void averagesOverTheRepeatsThatAreThereAndNeverTurnsAGapIntoAZero() {
        PreparedResponses prepared =
                ResponsePreparation.prepare(RAGGED, List.of(0, 1), ResponseSmoothing.NONE, List.of(0, 1));
        assertThat(prepared.psth(0)).containsExactly(2, Float.NaN, 2, Float.NaN, 4, Float.NaN);
        assertThat(prepared.psth(1)).containsExactly(1, 1, 1, 3);
        assertThat(prepared.psthAt(1, 1, 1)).isEqualTo(3);
        assertThat(prepared.repeats(1, 0)).hasSize(1);
        assertThat(prepared.repeats(0, 1)).isEmpty();
    }

    @Test
    void keepsTheOrderThatWasAskedFor() {
        PreparedResponses prepared =
                ResponsePreparation.prepare(RAGGED, List.of(1, 0), ResponseSmoothing.NONE, List.of(1));
        assertThat(prepared.bins(0)).isEqualTo(2);
        assertThat(prepared.stimulusIndex(0)).isEqualTo(1);
        assertThat(prepared.neuronIndex(0)).isEqualTo(1);
        assertThat(prepared.neuron(0).name()).isEqualTo("neuron 1");
        assertThat(prepared.psth(0)).containsExactly(1, 3);
    }

    @Test
    void smoothsEveryRepeatAndLeavesTheUnsmoothedOnesAtHand() {
        PreparedResponses prepared =
                ResponsePreparation.prepare(RAGGED, List.of(0), ResponseSmoothing.HANNING_PEAK_ONE, List.of(0));
        assertThat(prepared.repeats(0, 0).get(0)).containsExactly(2, 4, 4);
        assertThat(prepared.unsmoothedRepeats(0, 0).get(0)).containsExactly(1, 2, 3);
        // The second repeat has a gap that reaches every window.
        assertThat(prepared.psth(0)).containsExactly(2, 4, 4);
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResponsePreparation.prepare(RAGGED, List.of(2), ResponseSmoothing.NONE, List.of(0)))
                .withMessage("stimulus 2 does not exist: indices go from 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResponsePreparation.prepare(RAGGED, List.of(0), ResponseSmoothing.NONE, List.of()))
                .withMessage("no neuron is left to prepare");
    }

    @Test
    void splitsThatOverlapOrLeaveASetEmptyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StimulusSplit(List.of(0, 1), List.of(1), List.of(2)))
                .withMessage("stimulus 1 is in train and in validation: leave it in one place");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StimulusSplit(List.of(0), List.of(1), List.of()))
                .withMessage("test is empty: name at least one stimulus");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StimulusSplit(List.of(0), List.of(1), List.of(7)).requireWithin(3))
                .withMessage("the split names stimulus 7, but the recording has stimuli 0 to 2");
    }

    @Test
    void filtersSayWhyANeuronIsLeftOut() {
        List<Neuron> neurons = List.of(
                new Neuron(
                        "deep",
                        OptionalDouble.of(900),
                        OptionalDouble.of(2),
                        Optional.of("A1"),
                        Optional.of(SingleUnit.YES)),
                new Neuron(
                        "shallow",
                        OptionalDouble.of(-1),
                        OptionalDouble.of(2),
                        Optional.of("A1"),
                        Optional.of(SingleUnit.YES)),
                new Neuron(
                        "multi",
                        OptionalDouble.of(900),
                        OptionalDouble.of(2),
                        Optional.of("A1"),
                        Optional.of(SingleUnit.NO)),
                new Neuron(
                        "noisy",
                        OptionalDouble.of(900),
                        OptionalDouble.of(80),
                        Optional.of("A1"),
                        Optional.of(SingleUnit.YES)),
                new Neuron(
                        "elsewhere",
                        OptionalDouble.of(900),
                        OptionalDouble.of(2),
                        Optional.of("PEG"),
                        Optional.of(SingleUnit.YES)),
                Neuron.named("unknown"));
        NeuronSelection selection = new NeuronFilter.ByAttributes(
                        OptionalDouble.of(0),
                        OptionalDouble.of(40),
                        Set.of(SingleUnit.YES, SingleUnit.MAYBE),
                        Set.of("A1"))
                .select(neurons);
        assertThat(selection.kept()).containsExactly(0);
        assertThat(selection.leftOut())
                .extracting(NeuronSelection.LeftOut::why)
                .containsExactly(
                        "Its depth_um of -1.0 is below 0.0.",
                        "Its single_unit label is NO.",
                        "Its noise_ratio of 80.0 is above 40.0.",
                        "Its area is PEG.",
                        "Its depth_um is unknown.");
        assertThat(new NeuronFilter.Listed(Set.of(2, 0)).select(neurons).kept()).containsExactly(0, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NeuronFilter.Listed(Set.of(6)).select(neurons))
                .withMessage("the filter lists neuron 6, but the recording has neurons 0 to 5");
    }

    @Test
    void scalesByTheMomentsOfTheTrainStimuliAlone() {
        Recording recording = Recordings.withSounds(new float[] {1, 2, 3, 4}, new float[] {100, 200});
        InputScaling scaling = InputScaling.ofTrainStimuli(recording, List.of(0));
        assertThat(scaling.mean()).isCloseTo(2.5, within(1e-15));
        assertThat(scaling.deviation()).isCloseTo(Math.sqrt(1.25), within(1e-15));
        assertThat(scaling.apply(recording.stimuli().get(0))[3])
                .isCloseTo((float) (1.5 / Math.sqrt(1.25)), within(1e-7f));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputScaling.ofTrainStimuli(Recordings.withSounds(new float[] {3, 3}), List.of(0)));
    }
}
