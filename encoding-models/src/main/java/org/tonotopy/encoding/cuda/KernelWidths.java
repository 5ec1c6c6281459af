package org.tonotopy.encoding.cuda;

import java.util.List;
import org.tonotopy.encoding.network.OutputNonlinearity;

/**
 * What kernels are compiled for: networks that agree in it share them.
 *
 * @param hidden units of the recurrence
 * @param channels values of the encoder at one position
 * @param gates maps of the recurrence
 * @param threads of the block that runs through a clip
 * @param inRegisters whether the weights of the state stay in the registers of that block
 * @param output the nonlinearity
 */
record KernelWidths(int hidden, int channels, int gates, int threads, boolean inRegisters, OutputNonlinearity output) {
    List<String> definitions() {
        return List.of(
                "-DHIDDEN=" + hidden,
                "-DCHANNELS=" + channels,
                "-DGATES=" + gates,
                "-DTHREADS=" + threads,
                "-DIN_REGISTERS=" + (inRegisters ? 1 : 0),
                "-DOUTPUT=" + output.name(),
                "-DCHUNK=" + StateNetRun.CHUNK,
                "-DLOSS_CHUNK=" + StateNetRun.LOSS_CHUNK);
    }
}
