package org.tonotopy.encoding.cuda;

/** A stretch of the processor's memory that grows; what it holds is lost when it does. */
final class DeviceBuffer {
    private final DeviceMemory memory;
    private long address;
    private long bytes;

    DeviceBuffer(DeviceMemory memory) {
        this.memory = memory;
    }

    /** Where it begins, once it is as long as this. */
    long of(long atLeast) {
        if (bytes < atLeast) {
            release();
            address = memory.allocate(atLeast);
            bytes = atLeast;
        }
        return address;
    }

    /** The same for so many floats. */
    long floats(long count) {
        return of(count * Float.BYTES);
    }

    void release() {
        if (bytes > 0) {
            long length = bytes;
            long begin = address;
            bytes = 0;
            address = 0;
            memory.free(begin, length);
        }
    }
}
