package org.tonotopy.encoding.feature.dream;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tonotopy.encoding.feature.ResponseTarget;
import org.tonotopy.encoding.network.Clip;

/** One image on its way up. */
final class Climb {
    private final DreamSettings settings;
    private final Surroundings around;
    private final Pull pull;
    private final Adam adam;
    private final int target;
    private final int restart;
    private final SplittableRandom random;
    private final float[] image;
    private final float[] distance;
    private final float[] moved;
    private final float[] trace;
    private int steps;
    private int movedBins;
    private int movedBands;
    private boolean diverged;

    /**
     * @param target place of the target in its batch
     * @param of the target itself
     */
    Climb(DreamSettings settings, Surroundings around, Pull pull, int target, ResponseTarget of, int restart) {
        this.settings = settings;
        this.around = around;
        this.pull = pull;
        this.target = target;
        this.restart = restart;
        this.random = DreamNoise.source(settings.seed(), of, restart);
        this.image = around.base().clone();
        this.adam = new Adam(
                image.length, settings.learningRate(), settings.largestNorm().isPresent());
        this.distance = new float[image.length];
        this.moved = settings.jitter().moves() ? new float[image.length] : image;
        this.trace = new float[settings.steps() + 1];
        for (int i = 0; i < image.length; i++) {
            image[i] += (float) (settings.startDeviation() * random.nextGaussian());
        }
        bound();
    }

    int target() {
        return target;
    }

    boolean diverged() {
        return diverged;
    }

    /** What the model is shown in this step. */
    Clip shown() {
        if (settings.jitter().moves()) {
            movedBins =
                    random.nextInt(-settings.jitter().bins(), settings.jitter().bins() + 1);
            movedBands =
                    random.nextInt(-settings.jitter().bands(), settings.jitter().bands() + 1);
            for (int i = 0; i < moved.length; i++) {
                int from = origin(i);
                moved[i] = from < 0 ? around.base()[i] : around.base()[i] + distance[from];
            }
        }
        return new Clip(around.bins(), moved);
    }

    /** What it is in the end. */
    Clip unmoved() {
        return new Clip(around.bins(), image);
    }

    /** Where in the image the value stands that is shown at a place; negative where none does. */
    private int origin(int place) {
        int width = around.width();
        int bin = place / width - movedBins;
        int band = place % width - movedBands;
        return bin < 0 || bin >= around.bins() || band < 0 || band >= width ? -1 : bin * width + band;
    }

    /**
     * One step.
     *
     * @param response to what was shown
     * @param slopes of it by what was shown; may be overwritten
     */
    void step(double response, float[] slopes) {
        remember(response);
        if (diverged) {
            return;
        }
        float[] own = settings.jitter().moves() ? movedBack(slopes) : slopes;
        pull.subtractFrom(distance, own, share());
        adam.climb(steps, own, image);
        bound();
    }

    /**
     * The share of the penalties that counts in this step. At a base that hardly drives the neuron the response has next to no
     * slope, and whole penalties would hold the image there for good.
     */
    private float share() {
        return Math.min(1, (float) steps / Math.max(1, settings.steps() / DreamPenalties.RISE_OF_STEPS));
    }

    /** Keeps a response; the last one is that to the finished image. */
    void remember(double response) {
        trace[steps++] = (float) response;
        diverged = !Double.isFinite(response) || !Float.isFinite(image[0] + sum(image));
    }

    private static float sum(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private float[] movedBack(float[] slopes) {
        float[] own = new float[slopes.length];
        for (int i = 0; i < slopes.length; i++) {
            int from = origin(i);
            if (from >= 0) {
                own[from] = slopes[i];
            }
        }
        return own;
    }

    /** Brings the image back into the box, then towards the base until it is near enough: both then hold. */
    private void bound() {
        int width = around.width();
        for (int row = 0; row < image.length; row += width) {
            for (int band = 0; band < width; band++) {
                float within = Math.min(around.high()[band], Math.max(around.low()[band], image[row + band]));
                image[row + band] = within;
                distance[row + band] = within - around.base()[row + band];
            }
        }
        settings.largestNorm().ifPresent(this::boundNorm);
    }

    private void boundNorm(double largest) {
        double squares = 0;
        for (float value : distance) {
            squares += (double) value * value;
        }
        if (squares > largest * largest) {
            float share = (float) (largest / Math.sqrt(squares));
            for (int i = 0; i < image.length; i++) {
                distance[i] *= share;
                image[i] = around.base()[i] + distance[i];
            }
        }
    }

    /** How it ended. */
    DreamRun end(double atBase, double leastRise) {
        float[] heard = Arrays.copyOf(trace, steps);
        DreamOutcome outcome;
        if (diverged) {
            outcome = new DreamOutcome.Diverged(steps - 1);
        } else if (heard[steps - 1] > atBase + leastRise) {
            outcome = new DreamOutcome.Rose();
        } else {
            outcome = new DreamOutcome.NeverRose(atBase, heard[steps - 1]);
        }
        return new DreamRun(restart, outcome, image, heard);
    }
}
