package org.tonotopy.encoding.hdf5;

import io.jhdf.Constants;
import java.io.IOException;
import java.io.InputStream;

/** The elements of a dataset in one piece; of one that was never written, its fill value. */
final class ContiguousElements extends InputStream {

    private final Hdf5Storage storage;
    private final long address;
    private final long length;
    private final byte[] fill;
    private long position;

    ContiguousElements(Hdf5Storage storage, long address, long length, byte[] fill) {
        this.storage = storage;
        this.address = address;
        this.length = length;
        this.fill = fill;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] destination, int offset, int count) throws IOException {
        if (count > 0 && position == length) {
            return -1;
        }
        int taken = (int) Math.min(count, length - position);
        if (address == Constants.UNDEFINED_ADDRESS) {
            for (int i = 0; i < taken; i++) {
                destination[offset + i] = fill[(int) ((position + i) % fill.length)];
            }
        } else {
            storage.read(address + position, destination, offset, taken);
        }
        position += taken;
        return taken;
    }
}
