package org.tonotopy.encoding.network.vector;

import org.tonotopy.encoding.network.Dropout;

/** One clip on its way through a stage; keeps what the way back needs. */
interface StageRun {
    /**
     * Decides what the next forward pass silences by itself, before the readout's own silence; most stages nothing.
     *
     * @param dropout tells seed and step, and whether this is training
     * @param place the clip's place in the batch
     */
    default void silence(Dropout dropout, int place) {
        // Most stages silence nothing.
    }

    /**
     * Computes the stage's output.
     *
     * @param input rows padded with zeros, except that the first stage's input has none
     * @return rows padded with zeros; valid until the next call
     */
    Sequence forward(Sequence input);

    /**
     * Tells what the next ways back are for. A stage whose gradient of the parameters costs much leaves it out where only the
     * gradient of the input is asked for, as of dreams; what it then leaves in the parameter vector's gradient has no meaning.
     *
     * @param parametersWanted whether the gradient of the parameters is asked for
     */
    default void prepareBack(boolean parametersWanted) {
        // Most stages have few parameters, or none.
    }

    /**
     * Goes back.
     *
     * @param outputGradient as long and wide as the output, from place 0, rows padded to whole vectors; may be
     *     overwritten
     * @param gradient the parameter vector's gradient; this stage writes its own blocks
     * @param toInput whether the gradient of the input is wanted
     * @return the gradient of the input, from place 0, rows padded to whole vectors; valid until the next call; of no
     *     meaning where it is not wanted
     */
    Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput);
}
