package org.tonotopy.encoding.network.vector;

/**
 * One step of a network from sequence to sequence, for all clips: it knows where its parameters lie and holds them in
 * the form that its kernels read.
 */
interface Stage {
    /** Values per bin that it takes. */
    int inputWidth();

    /** Values per bin that it gives. */
    int outputWidth();

    /** Brings the parameters into the kernels' form; before every forward pass. */
    void load(float[] parameters);

    /** Buffers for one clip. */
    StageRun run();
}
