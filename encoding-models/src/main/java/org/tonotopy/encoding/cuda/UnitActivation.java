package org.tonotopy.encoding.cuda;

/** What hidden values go through; {@code activation.cu} knows each by its place here. */
enum UnitActivation {
    SIGMOID,
    TANH,
    /** With a slope of 0.1 below zero. */
    LEAKY_RECTIFIER;

    /** Its number in the kernels. */
    int number() {
        return ordinal();
    }
}
