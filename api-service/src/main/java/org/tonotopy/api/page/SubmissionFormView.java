package org.tonotopy.api.page;

import java.util.List;

/**
 * The form that sends predictions for a benchmark, or weights.
 *
 * @param benchmark name and version
 * @param weights whether it sends weights
 * @param file field of the file
 * @param sha256 hash of the file that has arrived; empty where none has
 * @param formats of the file, where there are several
 * @param fields about the model
 * @param problems what was wrong with what was sent
 */
record SubmissionFormView(
        String benchmark,
        boolean weights,
        String file,
        String sha256,
        List<FormField> formats,
        List<FormField> fields,
        List<String> problems) {}
