package org.tonotopy.migrations;

/** The database schema is not the one that this release works with; the message names the remedy. */
public final class SchemaMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaMismatchException(String message) {
        super(message);
    }
}
