package org.tonotopy.encoding.deeplearning4j;

/** A loss as a function of the parameters, over a batch that it holds. */
@FunctionalInterface
public interface BatchObjective {

    /**
     * Evaluates the loss and its gradient.
     *
     * @param parameters the flat parameter vector, read only
     * @param gradient overwritten with the derivative by every parameter
     * @return the loss, which may be not finite
     */
    double valueAndGradient(float[] parameters, float[] gradient);
}
