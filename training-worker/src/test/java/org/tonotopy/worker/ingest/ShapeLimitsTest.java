package org.tonotopy.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.registry.dataset.DatasetShape;

/** Requests may name as much of a dataset as recordings have, for the API knows no reader of recordings. */
class ShapeLimitsTest {
    @Test
    void recordingsAreReadUpToWhatRequestsMayName() {
        ReadingLimits limits = ReadingLimits.standard();

        assertThat(DatasetShape.MOST_STIMULI).isEqualTo(limits.maxStimuli());
        assertThat(DatasetShape.MOST_NEURONS).isEqualTo(limits.maxNeurons());
        assertThat(DatasetShape.MOST_BANDS).isEqualTo(limits.maxBands());
        assertThat(DatasetShape.LONGEST_NAME).isEqualTo(RecordingMetadata.LONGEST_NAME);
        assertThat(DatasetShape.LONGEST_TEXT).isEqualTo(RecordingMetadata.LONGEST_TEXT);
    }
}
