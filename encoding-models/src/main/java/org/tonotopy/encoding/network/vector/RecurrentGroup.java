package org.tonotopy.encoding.network.vector;

import java.util.Arrays;
import java.util.List;

/**
 * Clips that advance through a recurrent layer together, so that the weights of the state are read once per bin for all
 * of them. The maps of the input and the gradients of the weights are matrix products over a stretch of bins, short
 * enough that what the bins leave behind is still in the cache. Every value is the same chain of multiply-adds whatever
 * the group, so a clip gets the same bits in any company.
 */
final class RecurrentGroup {
    /** Bins of a stretch. */
    private static final int STRETCH = 64;
    /** With fewer rows, a product row by row keeps more sums under way at a time. */
    private static final int FEWEST_ROWS = 3;

    private final RecurrentStage stage;
    /** Per clip: the state before the bin, and its maps. */
    private final float[] states;

    private final float[] ofState;
    private final float[] carried;
    private final float[] carriedMemory;
    /** {@code [clip][bin of the stretch][gate, unit]}. */
    private final float[] slopesOfMaps;
    /** {@code [clip][bin of the stretch][gate that needs its map of the state by itself, unit]}. */
    private final float[] ownSlopes;

    RecurrentGroup(RecurrentStage stage, int mostClips) {
        this.stage = stage;
        this.states = new float[mostClips * stage.stride];
        this.ofState = new float[mostClips * stage.gateStride];
        this.carried = new float[mostClips * stage.stride];
        this.carriedMemory = new float[mostClips * stage.stride];
        this.slopesOfMaps = new float[mostClips * STRETCH * stage.gateStride];
        this.ownSlopes = new float[mostClips * STRETCH * stage.ownStride];
    }

    /**
     * From the first bin to the last.
     *
     * @param clips those that entered, the longest first, no more than the group has room for
     */
    void forward(List<RecurrentClip> clips) {
        int stride = stage.stride;
        int gateStride = stage.gateStride;
        int longest = clips.get(0).bins();
        Arrays.fill(states, 0);
        for (int first = 0; first < longest; first += STRETCH) {
            int end = Math.min(longest, first + STRETCH);
            for (int clip = 0; clip < reaching(first, clips); clip++) {
                clips.get(clip).mapInput(first, Math.min(end, clips.get(clip).bins()));
            }
            for (int bin = first; bin < end; bin++) {
                int rows = reaching(bin, clips);
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(stage.biasOfState, 0, ofState, row * gateStride, gateStride);
                }
                product(rows, stage.width, gateStride, states, 0, stride, stage.stateForward, 0, ofState);
                for (int row = 0; row < rows; row++) {
                    clips.get(row).advance(bin, ofState, row * gateStride, states, row * stride);
                }
            }
        }
    }

    /**
     * From the last bin to the first; leaves each clip's gradients.
     *
     * @param clips those that entered the way back, in the order of the way forward
     */
    void backward(List<RecurrentClip> clips) {
        int stride = stage.stride;
        int gateStride = stage.gateStride;
        int ownStride = stage.ownStride;
        int clipStride = STRETCH * gateStride;
        int sumStride = stage.sumStride;
        int ownFrom = sumStride * stride;
        int ownClipStride = STRETCH * ownStride;
        int longest = clips.get(0).bins();
        Arrays.fill(carried, 0);
        Arrays.fill(carriedMemory, 0);
        for (int first = (longest - 1) / STRETCH * STRETCH; first >= 0; first -= STRETCH) {
            int end = Math.min(longest, first + STRETCH);
            for (int bin = end - 1; bin >= first; bin--) {
                int rows = reaching(bin, clips);
                int at = (bin - first) * gateStride;
                int ownAt = (bin - first) * ownStride;
                for (int row = 0; row < rows; row++) {
                    clips.get(row)
                            .goBack(
                                    bin,
                                    carried,
                                    carriedMemory,
                                    row * stride,
                                    slopesOfMaps,
                                    at + row * clipStride,
                                    ownSlopes,
                                    ownAt + row * ownClipStride);
                }
                product(rows, sumStride, stride, slopesOfMaps, at, clipStride, stage.stateBack, 0, carried);
                product(rows, ownStride, stride, ownSlopes, ownAt, ownClipStride, stage.stateBack, ownFrom, carried);
            }
            for (int row = 0; row < reaching(first, clips); row++) {
                RecurrentClip clip = clips.get(row);
                clip.gather(
                        first,
                        Math.min(end, clip.bins()),
                        slopesOfMaps,
                        row * clipStride,
                        ownSlopes,
                        row * ownClipStride);
            }
        }
        clips.forEach(RecurrentClip::leave);
    }

    /** How many clips are long enough to have a bin. */
    private static int reaching(int bin, List<RecurrentClip> clips) {
        int count = clips.size();
        while (count > 0 && clips.get(count - 1).bins() <= bin) {
            count--;
        }
        return count;
    }

    private static void product(
            int rows, int k, int n, float[] a, int aAt, int lda, float[] weights, int weightsAt, float[] result) {
        if (rows >= FEWEST_ROWS) {
            MatrixProduct.add(rows, k, n, a, aAt, lda, weights, weightsAt, n, result, 0, n);
            return;
        }
        for (int row = 0; row < rows; row++) {
            MatrixProduct.addRow(k, n, a, aAt + row * lda, weights, weightsAt, n, result, row * n);
        }
    }
}
