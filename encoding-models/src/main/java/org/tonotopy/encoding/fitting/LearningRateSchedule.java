package org.tonotopy.encoding.fitting;

import java.util.List;

/** How the learning rate moves from epoch to epoch, as a factor on the recipe's rate. */
public sealed interface LearningRateSchedule {

    /**
     * The factor of one epoch, from what is known before it: a resumed fit needs no memory but its learning curve.
     *
     * @param epoch the epoch about to run, counted from 1
     * @param maxEpochs epochs that the fit may take
     * @param curve the epochs so far
     */
    double factor(int epoch, int maxEpochs, List<EpochRecord> curve);

    /** The recipe's rate throughout. */
    record Constant() implements LearningRateSchedule {
        @Override
        public double factor(int epoch, int maxEpochs, List<EpochRecord> curve) {
            return 1;
        }
    }

    /**
     * Half a cosine from 1 down to a final share (Loshchilov and Hutter 2017, without restarts).
     *
     * @param finalShare factor of the last epoch, from 0 to below 1
     */
    record Cosine(double finalShare) implements LearningRateSchedule {
        public Cosine {
            InvalidRecipeException.requireShare("schedule.final_share", finalShare);
        }

        @Override
        public double factor(int epoch, int maxEpochs, List<EpochRecord> curve) {
            double progress = (epoch - 1) / (double) Math.max(1, maxEpochs - 1);
            return finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * progress));
        }
    }

    /**
     * Multiplies by a share each time the validation score has not improved for some epochs.
     *
     * @param share factor of each reduction, above 0 and below 1
     * @param patience epochs without improvement before a reduction
     * @param floor smallest factor, from 0 to below 1
     */
    record Plateau(double share, int patience, double floor) implements LearningRateSchedule {
        public Plateau {
            InvalidRecipeException.requireShare("schedule.share", share);
            InvalidRecipeException.requirePositive("schedule.share", share);
            InvalidRecipeException.requireAtLeast("schedule.patience", 1, patience);
            InvalidRecipeException.requireShare("schedule.floor", floor);
        }

        @Override
        public double factor(int epoch, int maxEpochs, List<EpochRecord> curve) {
            double factor = 1;
            double best = Double.NEGATIVE_INFINITY;
            int stale = 0;
            for (EpochRecord past : curve) {
                if (past.validationScore() > best) {
                    best = past.validationScore();
                    stale = 0;
                } else if (++stale >= patience) {
                    factor *= share;
                    stale = 0;
                }
            }
            return Math.max(factor, floor);
        }
    }

    /**
     * Rises in equal steps over the first epochs, then follows another schedule.
     *
     * @param epochs length of the rise
     * @param then the schedule after it, which sees all epochs counted from 1
     */
    record WarmUp(int epochs, LearningRateSchedule then) implements LearningRateSchedule {
        public WarmUp {
            InvalidRecipeException.requireAtLeast("schedule.epochs", 1, epochs);
            if (then instanceof WarmUp) {
                throw new InvalidRecipeException("schedule.then", "a schedule without a rise of its own", then);
            }
        }

        @Override
        public double factor(int epoch, int maxEpochs, List<EpochRecord> curve) {
            double rise = Math.min(1, epoch / (double) epochs);
            return rise * then.factor(epoch, maxEpochs, curve);
        }
    }
}
