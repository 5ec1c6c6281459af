package org.tonotopy.encoding.cuda;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Copies of arrays that nobody writes to, which stay with the processor for as long as the arrays exist and there is room:
 * the sounds and responses of a fit are the same at every step. For the thread that has the processor.
 */
final class Residents {
    private final DeviceMemory memory;
    private final Transfer transfer;
    /** From the one that was used longest ago. */
    private final Map<Key, Copy> copies = new LinkedHashMap<>(16, 0.75f, true);

    private final ReferenceQueue<float[]> gone = new ReferenceQueue<>();
    /** Addresses of what the batch at hand uses. */
    private final Set<Long> inUse = new HashSet<>();

    Residents(DeviceMemory memory, Transfer transfer) {
        this.memory = memory;
        this.transfer = transfer;
        memory.whenFull(this::makeRoom);
    }

    /** Copies of arrays that are no more go, and no other is in use. */
    void beginBatch() {
        inUse.clear();
        expunge();
    }

    private record Copy(long address, long bytes) {}

    /** An array by its identity. */
    private static final class Key extends WeakReference<float[]> {
        private final int hash;

        Key(float[] array, ReferenceQueue<float[]> gone) {
            super(array, gone);
            this.hash = System.identityHashCode(array);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            float[] array = get();
            return array != null && other instanceof Key key && key.refersTo(array);
        }
    }

    /** Where a copy of an array is, for the batch at hand. */
    long addressOf(float[] array) {
        Key key = new Key(array, gone);
        Copy copy = copies.get(key);
        if (copy == null) {
            long bytes = Math.max(1, (long) array.length * Float.BYTES);
            copy = new Copy(memory.allocate(bytes), bytes);
            try {
                transfer.up(array, copy.address());
            } catch (GpuUnavailableException failure) {
                memory.free(copy.address(), bytes);
                throw failure;
            }
            copies.put(key, copy);
        }
        inUse.add(copy.address());
        return copy.address();
    }

    /** Gives back what was used longest ago, until there is room or nothing is left that may go. */
    private void makeRoom(long bytes) {
        Iterator<Copy> oldest = copies.values().iterator();
        while (!memory.hasRoomFor(bytes) && oldest.hasNext()) {
            Copy copy = oldest.next();
            if (!inUse.contains(copy.address())) {
                oldest.remove();
                memory.free(copy.address(), copy.bytes());
            }
        }
    }

    /** Gives back the copies of arrays that are no more. */
    private void expunge() {
        for (Reference<? extends float[]> key = gone.poll(); key != null; key = gone.poll()) {
            Copy copy = copies.remove(key);
            if (copy != null) {
                memory.free(copy.address(), copy.bytes());
            }
        }
    }

    /** Gives everything back. */
    void clear() {
        copies.values().forEach(copy -> memory.free(copy.address(), copy.bytes()));
        copies.clear();
    }
}
