package org.tonotopy.api.page;

import java.util.List;

/**
 * The form that makes a recording a dataset.
 *
 * @param sha256 hash of the file that was uploaded; empty: none yet
 * @param recording what the file is
 * @param metadata what is known of it
 * @param problems what is wrong with what was sent
 */
record DatasetFormView(String sha256, List<FormField> recording, List<FormField> metadata, List<String> problems) {
    /** Copies the lists. */
    DatasetFormView {
        recording = List.copyOf(recording);
        metadata = List.copyOf(metadata);
        problems = List.copyOf(problems);
    }
}
