package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;
import org.tonotopy.api.model.ModelComparisonResponse;

/**
 * Two model versions beside each other.
 *
 * @param whole what the API says of them
 * @param onBoard where they are compared neuron by neuron; empty where they are not
 */
record ModelComparisonView(ModelComparisonResponse whole, Optional<OnBoard> onBoard) {
    /**
     * The comparison of two entries of a board.
     *
     * @param benchmark whose board it is
     * @param first hash of the spec of one
     * @param second hash of the spec of the other
     */
    record OnBoard(String benchmark, String first, String second) {}

    /** A line: what is compared, and of both. */
    record Line(String part, String name, String first, String second) {}

    /** The fields that differ, or those that do not. */
    public List<Line> fields(boolean same) {
        return whole.fields().stream()
                .filter(field -> field.same() == same)
                .map(field -> new Line(field.part(), field.field(), shown(field.first()), shown(field.second())))
                .toList();
    }

    private static String shown(Optional<Object> value) {
        return value.map(String::valueOf).orElse("none");
    }

    /** The metrics. */
    public List<Line> scores() {
        return whole.scores().stream()
                .map(score -> new Line(
                        PageNumbers.score(score.difference()),
                        score.metric(),
                        PageNumbers.score(score.first()),
                        PageNumbers.score(score.second())))
                .toList();
    }

    /** Neuron by neuron, in a sentence. */
    public String neurons() {
        return whole.neurons()
                .map(neurons -> "Of " + neurons.counted() + " neurons, the first predicts " + neurons.firstBetter()
                        + " better and the second " + neurons.secondBetter() + " (" + neurons.metric()
                        + "; median difference " + PageNumbers.score(neurons.medianDifference()) + ").")
                .or(whole::neuronsNote)
                .orElse("");
    }
}
