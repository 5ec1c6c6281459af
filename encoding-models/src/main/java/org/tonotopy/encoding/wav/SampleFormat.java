package org.tonotopy.encoding.wav;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tonotopy.encoding.cochleagram.SoundRefusedException;
import org.tonotopy.encoding.recording.Finding.Code;

/** How the samples of a WAV file are written: its format chunk, checked. */
record SampleFormat(Encoding encoding, int channels, long sampleRateHz) {
    private static final int PCM = 1;
    private static final int IEEE_FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int EXTENSIBLE_BYTES = 40;
    private static final long LOWEST_RATE_HZ = 1_000;
    private static final long HIGHEST_RATE_HZ = 1_000_000;
    private static final String SAVE_AGAIN = "Save it as PCM of 16 or 24 bits, or as float of 32 bits.";

    /** What follows a plain format number in the identifier of a subformat. */
    private static final short SUBFORMAT_VERSION = 0x10;

    private static final byte[] SUBFORMAT_NODE = {(byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71};

    /** One sample of one channel; integers are scaled so that full scale is 1. */
    enum Encoding {
        UNSIGNED_8(1),
        SIGNED_16(2),
        SIGNED_24(3),
        SIGNED_32(4),
        FLOAT_32(4),
        FLOAT_64(8);

        private final int bytes;

        Encoding(int bytes) {
            this.bytes = bytes;
        }

        double next(ByteBuffer data) {
            return switch (this) {
                case UNSIGNED_8 -> ((data.get() & 0xff) - 128) / 128.0;
                case SIGNED_16 -> data.getShort() / 32_768.0;
                case SIGNED_24 -> signed24(data) / 8_388_608.0;
                case SIGNED_32 -> data.getInt() / 2_147_483_648.0;
                case FLOAT_32 -> data.getFloat();
                case FLOAT_64 -> data.getDouble();
            };
        }

        private static int signed24(ByteBuffer data) {
            int first = data.get() & 0xff;
            int middle = data.get() & 0xff;
            int last = data.get() & 0xff;
            int bits = data.order() == ByteOrder.LITTLE_ENDIAN
                    ? last << 16 | middle << 8 | first
                    : first << 16 | middle << 8 | last;
            return bits << 8 >> 8;
        }
    }

    /** @param chunk the content of the format chunk, in the byte order of the file */
    static SampleFormat parse(ByteBuffer chunk, WavLimits limits) throws SoundRefusedException {
        int format = chunk.getShort() & 0xffff;
        int channels = chunk.getShort() & 0xffff;
        long rate = chunk.getInt() & 0xffffffffL;
        chunk.getInt();
        int frameBytes = chunk.getShort() & 0xffff;
        int bits = chunk.getShort() & 0xffff;
        if (format == EXTENSIBLE) {
            format = subformat(chunk);
        }
        if (channels < 1 || channels > limits.maxChannels()) {
            throw new SoundRefusedException(
                    channels < 1 ? Code.DAMAGED_FILE : Code.TOO_LARGE,
                    "It says that it has " + channels + " channels.",
                    "Save one channel, or at most " + limits.maxChannels() + ".");
        }
        if (rate < LOWEST_RATE_HZ || rate > HIGHEST_RATE_HZ) {
            throw new SoundRefusedException(
                    Code.UNSUPPORTED_FORMAT,
                    "It says that it is sampled at " + rate + " Hz.",
                    "Save it at " + LOWEST_RATE_HZ + " to " + HIGHEST_RATE_HZ + " Hz.");
        }
        Encoding encoding = encoding(format, bits);
        if (frameBytes != channels * encoding.bytes) {
            throw new SoundRefusedException(
                    Code.DAMAGED_FILE,
                    "It says that " + channels + " samples of " + bits + " bits take " + frameBytes + " bytes.",
                    SAVE_AGAIN);
        }
        return new SampleFormat(encoding, channels, rate);
    }

    private static int subformat(ByteBuffer chunk) throws SoundRefusedException {
        if (chunk.limit() < EXTENSIBLE_BYTES) {
            throw new SoundRefusedException(
                    Code.DAMAGED_FILE, "Its extensible format has only " + chunk.limit() + " bytes.", SAVE_AGAIN);
        }
        // Before it: the size of the extension, the bits used of each sample (the rest is zero), the places of the
        // channels.
        int format = chunk.getShort(24) & 0xffff;
        boolean plain = chunk.getShort(26) == 0
                && chunk.getShort(28) == 0
                && chunk.getShort(30) == SUBFORMAT_VERSION
                && Arrays.equals(Arrays.copyOfRange(chunk.array(), 32, EXTENSIBLE_BYTES), SUBFORMAT_NODE);
        if (!plain) {
            throw new SoundRefusedException(
                    Code.UNSUPPORTED_FORMAT, "Its extensible format is none that is known here.", SAVE_AGAIN);
        }
        return format;
    }

    private static Encoding encoding(int format, int bits) throws SoundRefusedException {
        if (format == PCM) {
            switch (bits) {
                case 8:
                    return Encoding.UNSIGNED_8;
                case 16:
                    return Encoding.SIGNED_16;
                case 24:
                    return Encoding.SIGNED_24;
                case 32:
                    return Encoding.SIGNED_32;
                default:
            }
        } else if (format == IEEE_FLOAT && (bits == 32 || bits == 64)) {
            return bits == 32 ? Encoding.FLOAT_32 : Encoding.FLOAT_64;
        }
        throw new SoundRefusedException(
                Code.UNSUPPORTED_FORMAT,
                "Its samples have " + bits + " bits in WAV format " + format + ".",
                SAVE_AGAIN);
    }

    int frameBytes() {
        return channels * encoding.bytes;
    }

    /** The mean of all channels at the next instant. */
    double nextFrame(ByteBuffer data) {
        double sum = 0;
        for (int channel = 0; channel < channels; channel++) {
            sum += encoding.next(data);
        }
        return sum / channels;
    }
}
