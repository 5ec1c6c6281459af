package org.tonotopy.encoding.cuda;

import java.util.HashMap;
import java.util.Map;

/** What a batch is worked on in, kept from batch to batch; it belongs to one batch at a time. */
final class Workspace {
    private final DeviceMemory memory;
    private final Map<Place, DeviceBuffer> buffers = new HashMap<>();

    Workspace(DeviceMemory memory) {
        this.memory = memory;
    }

    private record Place(int stage, String name) {}

    /** A buffer of a stage, by the stage's place in the network. */
    DeviceBuffer of(int stage, String name) {
        return buffers.computeIfAbsent(new Place(stage, name), place -> memory.buffer());
    }
}
