package org.tonotopy.encoding.feature.sound;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * One channel of sound.
 *
 * @param samples from -1 to 1, {@link #SAMPLES_PER_SECOND} of them per second; not copied
 * @param bandsLeftOut bands of the cochleagram that are not in it, because they lie at or above {@link #NYQUIST_HZ}
 */
public record Sound(float[] samples, int bandsLeftOut) {
    /** Sampling rate, in Hz. */
    public static final int SAMPLES_PER_SECOND = 44_100;
    /** A sound holds what lies below this, in Hz. */
    public static final double NYQUIST_HZ = SAMPLES_PER_SECOND / 2.0;

    /** Size of the loudest sample: 3 dB below full scale, so that a player that filters does not clip. */
    static final double PEAK = StrictMath.pow(10, -3 / 20.0);

    private static final int BYTES_PER_SAMPLE = 2;

    /** The sound as a WAV file: 16-bit signed PCM, little endian. Equal sounds make equal files. */
    public byte[] wav() {
        ByteBuffer pcm = ByteBuffer.allocate(samples.length * BYTES_PER_SAMPLE).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            pcm.putShort((short) Math.round(sample * Short.MAX_VALUE));
        }
        AudioFormat format = new AudioFormat(SAMPLES_PER_SECOND, 8 * BYTES_PER_SAMPLE, 1, true, false);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (AudioInputStream audio =
                new AudioInputStream(new ByteArrayInputStream(pcm.array()), format, samples.length)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot be written to", impossible);
        }
        return file.toByteArray();
    }
}
