package org.tonotopy.encoding.fitting;

/** The step rule of gradient descent, with the moments of Adam (Kingma and Ba 2015). */
public enum Optimiser {
    /**
     * Weight decay apart from the gradient: each step takes {@code learningRate * weightDecay} of every parameter off, beside
     * what the moments say (Loshchilov and Hutter 2019).
     */
    ADAMW,
    /**
     * Weight decay as a quadratic penalty: {@code weightDecay} times the parameter is added to its gradient, after that was
     * clipped and before the moments see it.
     */
    ADAM
}
