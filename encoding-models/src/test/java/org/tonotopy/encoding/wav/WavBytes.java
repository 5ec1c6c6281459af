package org.tonotopy.encoding.wav;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes WAV files chunk by chunk, right ones and wrong ones. */
public final class WavBytes {
    private final ByteOrder order;
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    public WavBytes(ByteOrder order) {
        this.order = order;
    }

    /** A whole file of 32-bit floats. */
    public static byte[] floats(int rateHz, float... samples) {
        WavBytes file = new WavBytes(ByteOrder.LITTLE_ENDIAN).format(3, 1, rateHz, 32);
        ByteBuffer data = file.buffer(4 * samples.length);
        for (float sample : samples) {
            data.putFloat(sample);
        }
        return file.chunk("data", data.array()).file("RIFF");
    }

    public ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(order);
    }

    public WavBytes format(int format, int channels, int rateHz, int bits) {
        return chunk("fmt ", formatChunk(format, channels, rateHz, bits, 16).array());
    }

    public WavBytes extensible(int subformat, int channels, int rateHz, int bits) {
        ByteBuffer chunk = formatChunk(0xFFFE, channels, rateHz, bits, 40);
        chunk.putShort((short) 22).putShort((short) bits).putInt(3);
        chunk.putInt(subformat).putShort((short) 0).putShort((short) 0x10);
        chunk.put(new byte[] {(byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71});
        return chunk("fmt ", chunk.array());
    }

    private ByteBuffer formatChunk(int format, int channels, int rateHz, int bits, int bytes) {
        int frame = channels * bits / 8;
        return buffer(bytes)
                .putShort((short) format)
                .putShort((short) channels)
                .putInt(rateHz)
                .putInt(rateHz * frame)
                .putShort((short) frame)
                .putShort((short) bits);
    }

    public WavBytes chunk(String name, byte[] content) {
        return chunk(name, content.length, content);
    }

    /** A chunk that claims another length than it has. */
    public WavBytes chunk(String name, int claimed, byte[] content) {
        chunks.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        chunks.writeBytes(buffer(4).putInt(claimed).array());
        chunks.writeBytes(content);
        if (content.length % 2 == 1) {
            chunks.write(0);
        }
        return this;
    }

    public byte[] file(String kind) {
        return file(kind, chunks.size() + 4);
    }

    public byte[] file(String kind, int claimed) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(kind.getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(buffer(4).putInt(claimed).array());
        file.writeBytes("WAVE".getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(chunks.toByteArray());
        return file.toByteArray();
    }
}
