package org.tonotopy.encoding.submission;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tonotopy.encoding.metric.NeuronScores;
import org.tonotopy.encoding.metric.Predictions;
import org.tonotopy.encoding.metric.ResponseScorer;
import org.tonotopy.encoding.metric.TrainRates;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.response.PreparedResponses;
import org.tonotopy.encoding.response.ResponsePreparation;
import org.tonotopy.encoding.response.ResponseSmoothing;

/**
 * The test stimuli of a benchmark and the one way in which predictions of them are scored, by a worker and offline alike. Responses
 * are prepared only when something is scored.
 */
public final class HeldOutTest {
    private final Recording recording;
    private final ResponseSmoothing smoothing;
    private final List<Turn> turns;
    private final List<Held> held;

    /**
     * One turn of a benchmark: a fold, or the only split that there is.
     *
     * @param train indices of the stimuli that it fits to
     * @param test indices of those that it tests
     */
    public record Turn(List<Integer> train, List<Integer> test) {
        /** Copies the lists. */
        public Turn {
            train = List.copyOf(train);
            test = List.copyOf(test);
        }
    }

    /**
     * A test stimulus.
     *
     * @param stimulus index in the recording
     * @param turn number of the turn that holds it out, from 0
     */
    public record Held(int stimulus, int turn) {}

    /**
     * The test of a benchmark.
     *
     * @param turns of which no two test the same stimulus
     * @param smoothing of every repeat
     */
    public HeldOutTest(Recording recording, List<Turn> turns, ResponseSmoothing smoothing) {
        this.recording = recording;
        this.smoothing = smoothing;
        this.turns = List.copyOf(turns);
        // By stimulus, so that no score depends on the order of the folds.
        this.held = IntStream.range(0, turns.size())
                .boxed()
                .flatMap(turn -> turns.get(turn).test().stream().map(stimulus -> new Held(stimulus, turn)))
                .sorted(Comparator.comparing(Held::stimulus))
                .toList();
    }

    /** The test stimuli, ascending. */
    public List<Held> stimuli() {
        return held;
    }

    /** What somebody else's predictions are to be of. */
    public PredictionTask task(List<Integer> neurons) {
        return new PredictionTask(
                held.stream()
                        .map(test -> new PredictionTask.Stimulus(
                                test.stimulus(),
                                recording.stimuli().get(test.stimulus()).bins()))
                        .toList(),
                neurons);
    }

    /**
     * Scores predictions: the one look at the test responses, of a benchmark with folds all of them concatenated.
     *
     * @param neurons indices in the recording, in the order of the predictions
     * @param predictions for each test stimulus, in the order of {@link #stimuli()}
     */
    public List<NeuronScores> score(List<Integer> neurons, Predictions predictions) {
        List<TrainRates> rates = turns.stream()
                .map(turn -> TrainRates.of(responses(turn.train(), neurons)))
                .toList();
        return ResponseScorer.score(
                responses(neurons),
                predictions,
                held.stream().map(test -> rates.get(test.turn())).toList());
    }

    /**
     * The responses that predictions are scored against, in the order of {@link #stimuli()}.
     *
     * @param neurons indices in the recording
     */
    public PreparedResponses responses(List<Integer> neurons) {
        return responses(held.stream().map(Held::stimulus).toList(), neurons);
    }

    private PreparedResponses responses(List<Integer> stimuli, List<Integer> neurons) {
        return ResponsePreparation.prepare(recording, stimuli, smoothing, neurons);
    }
}
