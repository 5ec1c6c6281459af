package org.tonotopy.encoding.feature.dream;

/**
 * One climb.
 *
 * @param restart which of the restarts, from 0
 * @param outcome how it ended
 * @param values the input where it ended, {@code [bin][band]} in units of the model's input; not copied
 * @param trace the response before each step and after the last one; shorter where the climb diverged
 */
public record DreamRun(int restart, DreamOutcome outcome, float[] values, float[] trace) {
    /** Whether it is an image of what the neuron listens for. */
    public boolean rose() {
        return outcome instanceof DreamOutcome.Rose;
    }

    /** The response in the end. */
    public double reached() {
        return trace[trace.length - 1];
    }
}
