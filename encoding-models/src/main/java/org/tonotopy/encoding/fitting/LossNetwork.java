package org.tonotopy.encoding.fitting;

import java.util.List;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.Network;

/** A network that computes the loss where it computes its responses, so that they need not be fetched for it. */
public interface LossNetwork extends Network {
    /**
     * The loss of a batch, as {@link BatchLoss} defines it, and its gradient.
     *
     * @param parameters the parameter vector, read only
     * @param batch the clips; their arrays may be copied once and must never change
     * @param dropout what is silenced before the readout
     * @param function loss of one entry
     * @param correlationWeight {@code lambda}; 0 leaves the correlation term out
     * @param gradient overwritten with the derivative by every parameter where the loss is finite
     * @return the loss; NaN where nothing was recorded or a prediction is not finite
     * @throws IllegalArgumentException if a length does not fit
     */
    double lossAndGradient(
            float[] parameters,
            List<FittingClip> batch,
            Dropout dropout,
            LossFunction function,
            double correlationWeight,
            float[] gradient);
}
