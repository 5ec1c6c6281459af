package org.tonotopy.encoding.fitting;

import java.util.List;
import org.tonotopy.encoding.deeplearning4j.BatchObjective;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.ForwardPass;
import org.tonotopy.encoding.network.Network;

/**
 * The loss of a network over a batch.
 *
 * @param network what predicts
 * @param loss what the predictions are held against the targets by
 * @param clips the batch
 * @param dropout what is silenced in this step
 */
record TrainingBatch(Network network, BatchLoss loss, List<FittingClip> clips, Dropout dropout)
        implements BatchObjective {

    @Override
    public double valueAndGradient(float[] parameters, float[] gradient) {
        ForwardPass pass = network.forward(parameters, inputs(clips), dropout);
        List<float[]> responses = pass.responses();
        List<float[]> cotangents =
                clips.stream().map(clip -> new float[clip.target().length]).toList();
        double value = loss.valueAndCotangents(responses, clips, cotangents);
        if (Double.isFinite(value)) {
            pass.parameterGradient(cotangents, gradient);
        }
        return value;
    }

    static List<Clip> inputs(List<FittingClip> clips) {
        return clips.stream().map(clip -> new Clip(clip.bins(), clip.input())).toList();
    }
}
