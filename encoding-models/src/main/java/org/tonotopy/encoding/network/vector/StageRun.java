package org.tonotopy.encoding.network.vector;

/** One clip on its way through a stage; keeps what the way back needs. */
interface StageRun {
    /**
     * Computes the stage's output.
     *
     * @param input rows padded with zeros, except that the first stage's input has none
     * @return rows padded with zeros; valid until the next call
     */
    Sequence forward(Sequence input);

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
