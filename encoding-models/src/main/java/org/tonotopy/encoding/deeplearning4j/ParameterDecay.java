package org.tonotopy.encoding.deeplearning4j;

import java.util.List;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/** How the parameters are drawn towards zero while training. */
public sealed interface ParameterDecay {
    /** What Deeplearning4j has to do for it. */
    List<Regularization> regularization();

    /** Not at all. */
    record None() implements ParameterDecay {
        @Override
        public List<Regularization> regularization() {
            return List.of();
        }
    }

    /**
     * Apart from the gradient, as AdamW has it: each step takes {@code learningRate * rate} of every parameter off.
     *
     * @param rate per unit of learning rate
     */
    record Decoupled(double rate) implements ParameterDecay {
        @Override
        public List<Regularization> regularization() {
            return List.of(new WeightDecay(rate, true));
        }
    }

    /**
     * Within the gradient, as the slope of {@code rate / 2} times the sum of squares.
     *
     * @param rate added to the gradient per unit of the parameter
     */
    record Penalty(double rate) implements ParameterDecay {
        @Override
        public List<Regularization> regularization() {
            return List.of(new L2Regularization(rate));
        }
    }
}
