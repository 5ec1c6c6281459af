package org.tonotopy.encoding.fitting;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.response.InputScaling;

/**
 * What to fit, to what, and how.
 *
 * @param spec the network
 * @param recipe how it is fitted
 * @param train clips to learn from; all of one width
 * @param validation clips that stop the fit and choose its weights
 * @param validationScore score of predictions for the validation clips ({@code bins * neurons} each, in their order);
 *     larger is better, NaN where undefined
 * @param inputScaling what the inputs were scaled by, kept with the model
 * @param seed seed of the initial weights, the order of the clips and the dropout masks
 * @param threads threads to compute with; the result does not depend on their number
 */
public record FitRequest(
        NetworkSpec spec,
        FittingRecipe recipe,
        List<FittingClip> train,
        List<FittingClip> validation,
        ToDoubleFunction<List<float[]>> validationScore,
        InputScaling inputScaling,
        long seed,
        int threads) {

    public FitRequest {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        if (train.isEmpty()) {
            throw new IllegalArgumentException("train must hold at least one clip");
        }
        if (validation.isEmpty()) {
            throw new IllegalArgumentException("validation must hold at least one clip");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        requireOneWidth(train, train.get(0), "train");
        requireOneWidth(validation, train.get(0), "validation");
    }

    /** The data that the network is for. */
    public NetworkShape shape() {
        return new NetworkShape(train.get(0).bands(), train.get(0).neurons());
    }

    /** What the fitted network will be. */
    ModelDescription description() {
        return new ModelDescription(spec, shape());
    }

    private static void requireOneWidth(List<FittingClip> clips, FittingClip first, String field) {
        for (FittingClip clip : clips) {
            if (clip.bands() != first.bands() || clip.neurons() != first.neurons()) {
                throw new IllegalArgumentException(field + " holds a clip of " + clip.bands() + " bands and "
                        + clip.neurons() + " neurons beside one of " + first.bands() + " and " + first.neurons()
                        + "; all clips of a fit have the same");
            }
        }
    }
}
