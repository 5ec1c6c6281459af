package org.tonotopy.encoding.wav;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.tonotopy.encoding.cochleagram.SoundRefusedException;
import org.tonotopy.encoding.cochleagram.Waveform;
import org.tonotopy.encoding.recording.Finding.Code;

/**
 * Reads WAV files from untrusted sources: RIFF, its big-endian form RIFX, and RF64 and BW64 for long sounds; PCM of 8, 16,
 * 24 and 32 bits and IEEE floats of 32 and 64; also in the extensible format; any number of channels, of which the mean is
 * taken; and files that a program wrote to a pipe and whose lengths are therefore unknown. Memory grows with what was read,
 * not with what the file claims.
 *
 * <p>Not by {@code javax.sound.sampled}: that reads neither RIFX nor floats of 64 bits nor streamed lengths, and gives a file
 * that is cut short as a shorter sound, without a word.
 */
public final class WavReader {
    private static final int FORMAT_BYTES = 16;
    private static final int LONGEST_FORMAT_BYTES = 1 << 16;
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int FIRST_SAMPLES = 1 << 16;

    /** What programs write that cannot go back to fill in a length: all ones, or (SoX) this. */
    private static final long STREAMED = 0xFFFFFFFFL;

    private static final long STREAMED_BY_SOX = 0x7FFFF000L;
    private static final String AGAIN = "Write or upload the file again.";

    private final InputStream file;
    private final WavLimits limits;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private Optional<SampleFormat> format = Optional.empty();
    private long longDataBytes = STREAMED;

    private WavReader(InputStream file, WavLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /**
     * Reads a file.
     *
     * @throws SoundRefusedException if it is no WAV file that can be used
     * @throws IOException if it cannot be read at all
     */
    public static Waveform read(Path file, WavLimits limits) throws IOException, SoundRefusedException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            return read(bytes, limits);
        }
    }

    /**
     * Reads a stream up to the end of its samples; leaves it open.
     *
     * @throws SoundRefusedException if it holds no WAV file that can be used
     * @throws IOException if it cannot be read at all
     */
    public static Waveform read(InputStream file, WavLimits limits) throws IOException, SoundRefusedException {
        try {
            return new WavReader(file, limits).read();
        } catch (EOFException shortened) {
            throw new SoundRefusedException(Code.DAMAGED_FILE, "It is cut short.", AGAIN);
        }
    }

    private Waveform read() throws IOException, SoundRefusedException {
        String kind = name();
        boolean streamed = isStreamed(number(kind.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN));
        if (!kind.matches("RIFF|RIFX|RF64|BW64") || !name().equals("WAVE")) {
            throw new SoundRefusedException(
                    Code.UNSUPPORTED_FORMAT, "It does not begin as a WAV file does.", "Save the sound as WAV.");
        }
        order = kind.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        while (true) {
            String chunk = name();
            long bytes = number(order);
            switch (chunk) {
                case "data" -> {
                    return samples(streamed && bytes == 0 ? STREAMED : bytes);
                }
                case "fmt " -> format = Optional.of(format(bytes));
                case "ds64" -> readLongSizes(bytes);
                default -> skip(bytes);
            }
        }
    }

    private static boolean isStreamed(long bytes) {
        return bytes == 0 || bytes == STREAMED || bytes >= STREAMED_BY_SOX && bytes <= 0x7FFFFFFFL;
    }

    private String name() throws IOException {
        return new String(exactly(4).array(), StandardCharsets.ISO_8859_1);
    }

    private long number(ByteOrder byteOrder) throws IOException {
        return exactly(4).order(byteOrder).getInt() & 0xffffffffL;
    }

    private ByteBuffer exactly(int count) throws IOException {
        byte[] bytes = file.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("ends early");
        }
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** Every chunk of odd length is followed by a byte that is not counted. */
    private void skip(long bytes) throws IOException {
        file.skipNBytes(bytes + bytes % 2);
    }

    private SampleFormat format(long bytes) throws IOException, SoundRefusedException {
        if (bytes < FORMAT_BYTES || bytes > LONGEST_FORMAT_BYTES || format.isPresent()) {
            throw new SoundRefusedException(
                    Code.DAMAGED_FILE,
                    format.isPresent()
                            ? "It states its format twice."
                            : "The chunk that states its format has " + bytes + " bytes.",
                    AGAIN);
        }
        ByteBuffer chunk = exactly((int) bytes);
        skip(bytes % 2);
        return SampleFormat.parse(chunk, limits);
    }

    private void readLongSizes(long bytes) throws IOException, SoundRefusedException {
        if (bytes < FORMAT_BYTES || bytes > LONGEST_FORMAT_BYTES) {
            throw new SoundRefusedException(
                    Code.DAMAGED_FILE, "The chunk that states its long sizes has " + bytes + " bytes.", AGAIN);
        }
        longDataBytes = exactly((int) bytes).getLong(8);
        skip(bytes % 2);
    }

    private Waveform samples(long claimedBytes) throws IOException, SoundRefusedException {
        SampleFormat sound = format.orElseThrow(() -> new SoundRefusedException(
                Code.DAMAGED_FILE, "Its samples come before their format is stated.", "Save the sound as WAV again."));
        long bytes = claimedBytes == STREAMED ? longDataBytes : claimedBytes;
        boolean toTheEnd = bytes == STREAMED || bytes == STREAMED_BY_SOX;
        if (!toTheEnd && (bytes < 0 || bytes / sound.frameBytes() > limits.maxSamples())) {
            throw tooLong();
        }
        float[] samples = new float[FIRST_SAMPLES];
        int count = 0;
        long left = toTheEnd ? Long.MAX_VALUE : bytes;
        int block = BLOCK_BYTES / sound.frameBytes() * sound.frameBytes();
        while (left > 0) {
            byte[] read = file.readNBytes((int) Math.min(left, block));
            if (read.length % sound.frameBytes() != 0 || read.length < Math.min(left, block) && !toTheEnd) {
                throw new EOFException("ends early");
            }
            int end = count + read.length / sound.frameBytes();
            if (end > limits.maxSamples()) {
                throw tooLong();
            }
            if (end > samples.length) {
                samples = Arrays.copyOf(samples, (int) Math.min(2L * samples.length, limits.maxSamples()));
            }
            for (ByteBuffer data = ByteBuffer.wrap(read).order(order); count < end; count++) {
                samples[count] = finite(sound.nextFrame(data), count);
            }
            left = read.length < block ? 0 : left - read.length;
        }
        if (count == 0) {
            throw new SoundRefusedException(Code.NO_STIMULI, "It holds no samples.", "Leave it out.");
        }
        return new Waveform(sound.sampleRateHz(), Arrays.copyOf(samples, count));
    }

    private SoundRefusedException tooLong() {
        return new SoundRefusedException(
                Code.TOO_LARGE,
                "It says that it has more than " + limits.maxSamples() + " samples.",
                "Cut the sound into shorter stimuli.");
    }

    private static float finite(double sample, int index) throws SoundRefusedException {
        if (!(Math.abs(sample) <= Float.MAX_VALUE)) {
            throw new SoundRefusedException(
                    Code.NOT_FINITE_STIMULUS,
                    "Sample " + index + " is " + sample + ".",
                    "Replace what is not a number by silence, and save the sound again.");
        }
        return (float) sample;
    }
}
