package org.tonotopy.registry.dataset;

import tools.jackson.databind.JsonNode;

/** How much memory the use of a recording takes, before it is read. */
public final class RecordingMemory {
    /** As recorded, and scaled for the fits. */
    private static final int BYTES_PER_LEVEL = 2 * Float.BYTES;

    /** The mean over repeats as a target and for the scorer. */
    private static final int BYTES_PER_MEAN = Float.BYTES + Double.BYTES;

    /** A count may take less; a trace does not. */
    private static final int BYTES_PER_SAMPLE = Float.BYTES;

    private RecordingMemory() {}

    /** An upper bound in bytes for a dataset that is READY; 0 where its shape is not known yet. */
    public static long bytes(Dataset dataset) {
        if (dataset.shape().isEmpty()) {
            return 0;
        }
        DatasetShape shape = dataset.shape().get();
        JsonNode reports = dataset.report().orElseThrow().path("stimuli");
        long neurons = shape.neurons().size();
        long bytes = 0;
        for (int stimulus = 0; stimulus < shape.stimuli().size(); stimulus++) {
            long repeats = reports.path(stimulus).path("most_repeats").asLong(1);
            bytes += shape.stimuli().get(stimulus).bins()
                    * ((long) shape.bands() * BYTES_PER_LEVEL
                            + neurons * (BYTES_PER_MEAN + repeats * BYTES_PER_SAMPLE));
        }
        return bytes;
    }
}
