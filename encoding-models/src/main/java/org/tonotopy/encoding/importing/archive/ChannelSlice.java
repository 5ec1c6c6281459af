package org.tonotopy.encoding.importing.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some of the bytes of an open file, which stays open. Many slices can be read beside each other. */
final class ChannelSlice extends InputStream {

    private final FileChannel file;
    private final long end;
    private long position;

    ChannelSlice(FileChannel file, long start, long length) {
        this.file = file;
        this.position = start;
        this.end = start + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] destination, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int wanted = (int) Math.min(length, end - position);
        int read = wanted == 0 ? -1 : file.read(ByteBuffer.wrap(destination, offset, wanted), position);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long bytes) {
        long skipped = Math.max(0, Math.min(bytes, end - position));
        position += skipped;
        return skipped;
    }
}
