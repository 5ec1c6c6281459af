package org.tonotopy.encoding.deeplearning4j;

import java.io.IOException;

/** A file is no model that can be read; the message says what is wrong with it and what to do. */
public final class InvalidModelException extends IOException {

    private static final long serialVersionUID = 1L;

    public InvalidModelException(String message) {
        super(message);
    }

    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
