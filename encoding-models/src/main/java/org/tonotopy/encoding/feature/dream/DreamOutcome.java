package org.tonotopy.encoding.feature.dream;

/** How a dream ended. Only one that rose is an image of what the neuron listens for. */
public sealed interface DreamOutcome permits DreamOutcome.Rose, DreamOutcome.NeverRose, DreamOutcome.Diverged {
    /** One sentence for people. */
    String message();

    /** It drives the response above that at its base. */
    record Rose() implements DreamOutcome {
        @Override
        public String message() {
            return "The dream raised the response.";
        }
    }

    /**
     * It does not.
     *
     * @param atBase response at the base
     * @param reached response in the end
     */
    record NeverRose(double atBase, double reached) implements DreamOutcome {
        @Override
        public String message() {
            return "The dream did not raise the response: it is " + reached + " in the end and " + atBase
                    + " at the base. The gradient at the base may be zero, or the penalties too strong: use another base,"
                    + " or weaker penalties.";
        }
    }

    /**
     * The response or its gradient stopped being a number.
     *
     * @param step in which that happened, counted from 0
     */
    record Diverged(int step) implements DreamOutcome {
        @Override
        public String message() {
            return "The dream diverged in step " + step
                    + ": the response or its gradient is not finite. Use a lower learning_rate, or bounds.";
        }
    }
}
