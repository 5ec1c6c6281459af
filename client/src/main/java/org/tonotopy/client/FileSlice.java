package org.tonotopy.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Some bytes of a file, as a stream that tells how many were read. */
final class FileSlice extends InputStream {
    private final SeekableByteChannel file;
    private final long length;
    private final LongConsumer progress;
    private long done;

    FileSlice(Path path, long start, long length, LongConsumer progress) throws IOException {
        this.file = Files.newByteChannel(path);
        this.length = length;
        this.progress = progress;
        file.position(start);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (done == length) {
            return -1;
        }
        int read = file.read(ByteBuffer.wrap(target, offset, (int) Math.min(count, length - done)));
        if (read > 0) {
            done += read;
            progress.accept(done);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
