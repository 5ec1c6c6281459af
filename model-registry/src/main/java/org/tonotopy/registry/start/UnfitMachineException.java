package org.tonotopy.registry.start;

/** The machine lacks what a service needs; the message says what, and how to get it. */
public final class UnfitMachineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitMachineException(String sentence) {
        super(sentence);
    }
}
