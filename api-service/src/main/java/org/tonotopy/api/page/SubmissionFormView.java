package org.tonotopy.api.page;

import java.util.List;

/**
 * The form that sends predictions for a benchmark.
 *
 * @param benchmark name and version
 * @param sha256 hash of the file that has arrived; empty where none has
 * @param format of the file
 * @param fields about the model
 * @param problems what was wrong with what was sent
 */
record SubmissionFormView(
        String benchmark, String sha256, FormField format, List<FormField> fields, List<String> problems) {}
