package org.tonotopy.api.page;

/**
 * Something to choose in a form.
 *
 * @param value as in a request to the API
 * @param label for people
 */
record FormOption(String value, String label) {
    /** A value that says enough by itself. */
    FormOption(String value) {
        this(value, value);
    }
}
