package org.tonotopy.encoding.importing.mat;

import java.nio.ByteBuffer;
import us.hebi.matlab.mat.format.BufferAllocator;

/** Memory of numbers in the heap, where its limits hold and the collector finds it. */
final class HeapBuffers implements BufferAllocator {

    @Override
    public ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes);
    }

    @Override
    public void release(ByteBuffer buffer) {
        // The collector does.
    }
}
