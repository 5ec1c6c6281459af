package org.tonotopy.standalone;

/** A command cannot do what it was asked; the message is for people and names the remedy. */
public final class StandaloneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StandaloneException(String message) {
        super(message);
    }

    public StandaloneException(String message, Throwable cause) {
        super(message, cause);
    }
}
