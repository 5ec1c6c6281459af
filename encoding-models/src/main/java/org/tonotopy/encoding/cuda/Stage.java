package org.tonotopy.encoding.cuda;

/**
 * One step of a network from rows to rows. It holds nothing but where its parameters lie and its place in the network, by which
 * its memory is found again on the way back; stages that are equal compute the same.
 */
sealed interface Stage
        permits ActivationStage,
                ConvolutionStage,
                DenseStage,
                EncoderStage,
                FilterStage,
                LeakStage,
                NormStage,
                RecurrenceStage,
                SilenceStage {
    /** Values of a row that it gives. */
    int outputWidth();

    /** Memory that it takes. */
    Footprint footprint();

    /**
     * Computes the output.
     *
     * @param input address of the rows
     * @return that of its own; what follows may write over them
     */
    long forward(Batch batch, long input);

    /**
     * Goes back, and writes the slopes by the stage's parameters where they are wanted.
     *
     * @param input as on the way forward, as the stage left it
     * @param slopes address of the slopes by the output, which may be written over
     * @return address of those by the input; without meaning where they are not wanted
     */
    long back(Batch batch, long input, long slopes, Wanted wanted);
}
