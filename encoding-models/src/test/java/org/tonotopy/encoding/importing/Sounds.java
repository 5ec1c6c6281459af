package org.tonotopy.encoding.importing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Small WAV files that a test makes. */
final class Sounds {

    static final int RATE = 16_000;

    private Sounds() {}

    /** Noise, other for every seed. */
    static byte[] noise(double ms, long seed) {
        return noise(ms, seed, RATE);
    }

    static byte[] noise(double ms, long seed, int rate) {
        SplittableRandom random = new SplittableRandom(seed);
        short[] samples = new short[(int) Math.round(ms * rate / 1000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) random.nextInt(-8_000, 8_000);
        }
        return wav(samples, rate);
    }

    static byte[] wav(short[] samples, int rate) {
        ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(text("RIFF")).putInt(36 + 2 * samples.length).put(text("WAVE"));
        bytes.put(text("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        bytes.putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
        bytes.put(text("data")).putInt(2 * samples.length);
        for (short sample : samples) {
            bytes.putShort(sample);
        }
        return bytes.array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
