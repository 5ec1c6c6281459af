package org.tonotopy.registry.store;

import java.io.IOException;

/** Content does not have the hash that it should have. */
public final class ContentMismatchException extends IOException {
    private static final long serialVersionUID = 1L;

    ContentMismatchException(String message) {
        super(message);
    }
}
