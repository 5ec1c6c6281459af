package org.tonotopy.encoding.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.bytedeco.cuda.global.cudart;

/** Memory of the graphics processor, up to a limit. For the thread that has the processor. */
final class DeviceMemory {
    private final long limit;
    private final List<DeviceBuffer> buffers = new ArrayList<>();
    /** Anybody may read it. */
    private volatile long used;

    private LongConsumer makeRoom = bytes -> {};

    DeviceMemory(long limit) {
        this.limit = limit;
    }

    /** Who is asked to give memory back where there is no room for so many bytes. */
    void whenFull(LongConsumer asked) {
        makeRoom = asked;
    }

    /** Bytes that may be taken in all. */
    long limit() {
        return limit;
    }

    /** Bytes that are taken. */
    long used() {
        return used;
    }

    /** A buffer that is as long as it was ever asked to be. */
    DeviceBuffer buffer() {
        DeviceBuffer buffer = new DeviceBuffer(this);
        buffers.add(buffer);
        return buffer;
    }

    boolean hasRoomFor(long bytes) {
        return used + bytes <= limit;
    }

    /** @throws GpuMemoryException if there is no room */
    long allocate(long bytes) {
        if (!hasRoomFor(bytes)) {
            makeRoom.accept(bytes);
        }
        if (!hasRoomFor(bytes)) {
            throw exhausted(bytes);
        }
        long[] address = new long[1];
        int result = cudart.cuMemAlloc(address, bytes);
        if (result == cudart.CUDA_ERROR_OUT_OF_MEMORY) {
            throw exhausted(bytes);
        }
        Driver.check(result, "give memory");
        used = used + bytes;
        return address[0];
    }

    private GpuMemoryException exhausted(long bytes) {
        return new GpuMemoryException("The graphics processor has no room for another " + (bytes >> 20) + " MiB: "
                + (used >> 20) + " of " + (limit >> 20)
                + " MiB are taken; ask for fewer clips per batch, or for a worker with more memory");
    }

    void free(long address, long bytes) {
        Driver.check(cudart.cuMemFree(address), "take memory back");
        used = used - bytes;
    }

    /** Gives all buffers back; each is taken again when it is asked for. */
    void releaseBuffers() {
        buffers.forEach(DeviceBuffer::release);
    }
}
