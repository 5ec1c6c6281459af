package org.tonotopy.encoding.wav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.encoding.cochleagram.SoundRefusedException;
import org.tonotopy.encoding.cochleagram.Waveform;
import org.tonotopy.encoding.feature.sound.Sound;
import org.tonotopy.encoding.recording.Finding.Code;

class WavReaderTest {
    private static final float[] SAMPLES = {0, 0.5f, -0.25f, -1, 0.75f};
    private static final WavLimits LIMITS = new WavLimits(100_000, 8);

    private static Waveform read(byte[] file) throws Exception {
        return WavReader.read(new ByteArrayInputStream(file), LIMITS);
    }

    private static void refused(Code code, String words, byte[] file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        SoundRefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    /** Exact in every encoding, since they are multiples of an eighth. */
    private static byte[] encoded(WavBytes file, int format, int bits) {
        ByteBuffer data = file.buffer(SAMPLES.length * bits / 8);
        for (float sample : SAMPLES) {
            long scaled = (long) (sample * Math.pow(2, bits - 1));
            if (format == 3) {
                data = bits == 32 ? data.putFloat(sample) : data.putDouble(sample);
            } else if (bits == 8) {
                data.put((byte) (scaled + 128));
            } else if (bits == 24) {
                byte[] four = file.buffer(4).putInt((int) scaled).array();
                boolean little = data.order() == ByteOrder.LITTLE_ENDIAN;
                data.put(four, little ? 0 : 1, 3);
            } else {
                data = bits == 16 ? data.putShort((short) scaled) : data.putInt((int) scaled);
            }
        }
        return data.array();
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "1, 16", "1, 24", "1, 32", "3, 32", "3, 64"})
    void everyEncodingIsReadInEitherByteOrderPlainAndExtensible(int format, int bits) throws Exception {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            String kind = order == ByteOrder.LITTLE_ENDIAN ? "RIFF" : "RIFX";
            WavBytes plain = new WavBytes(order).format(format, 1, 48_828, bits);
            Waveform sound =
                    read(plain.chunk("data", encoded(plain, format, bits)).file(kind));
            assertThat(sound.sampleRateHz()).isEqualTo(48_828);
            assertThat(sound.samples()).containsExactly(SAMPLES);
            WavBytes extensible = new WavBytes(order).extensible(format, 1, 48_828, bits);
            assertThat(read(extensible
                                    .chunk("data", encoded(extensible, format, bits))
                                    .file(kind))
                            .samples())
                    .containsExactly(SAMPLES);
        }
    }

    @Test
    void whatTheJdkWritesIsRead() throws Exception {
        Sound written = new Sound(new float[] {0, 0.5f, -0.5f, 0.25f}, 0);
        Waveform sound = read(written.wav());
        assertThat(sound.sampleRateHz()).isEqualTo(Sound.SAMPLES_PER_SECOND);
        assertThat(sound.samples()).usingComparatorWithPrecision(1e-4f).containsExactly(written.samples());
    }

    @Test
    void channelsAreAveraged() throws Exception {
        WavBytes file = new WavBytes(ByteOrder.LITTLE_ENDIAN).format(3, 2, 44_100, 32);
        byte[] data = file.buffer(16)
                .putFloat(1)
                .putFloat(0)
                .putFloat(-0.5f)
                .putFloat(0.25f)
                .array();
        assertThat(read(file.chunk("data", data).file("RIFF")).samples()).containsExactly(0.5f, -0.125f);
    }

    @Test
    void chunksOfOtherKindsAndOddLengthsAreSkipped() throws Exception {
        WavBytes file = new WavBytes(ByteOrder.LITTLE_ENDIAN)
                .chunk("LIST", new byte[7])
                .chunk("bext", new byte[300])
                .format(1, 1, 44_100, 8)
                .chunk("fact", new byte[5]);
        byte[] bytes = file.chunk("data", encoded(file, 1, 8))
                .chunk("LIST", new byte[3])
                .file("RIFF");
        assertThat(read(bytes).samples()).containsExactly(SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x7FFFF000, 0})
    void aStreamedFileIsReadToItsEnd(int claimed) throws Exception {
        WavBytes file = new WavBytes(ByteOrder.LITTLE_ENDIAN).format(1, 1, 44_100, 16);
        byte[] bytes = file.chunk("data", claimed, encoded(file, 1, 16)).file("RIFF", claimed);
        assertThat(read(bytes).samples()).containsExactly(SAMPLES);
    }

    @Test
    void aLongFileStatesItsLengthElsewhere() throws Exception {
        WavBytes file = new WavBytes(ByteOrder.LITTLE_ENDIAN);
        byte[] sizes = file.buffer(28).putLong(0).putLong(10).putLong(5).array();
        file.chunk("ds64", sizes).format(1, 1, 44_100, 16);
        byte[] bytes = file.chunk("data", -1, encoded(file, 1, 16))
                .chunk("LIST", new byte[4])
                .file("RF64", -1);
        assertThat(read(bytes).samples()).containsExactly(SAMPLES);
    }

    @Test
    void aFileThatIsCutShortAnywhereIsRefused() {
        byte[] whole = WavBytes.floats(44_100, SAMPLES);
        for (int length = 0; length < whole.length; length++) {
            refused(Code.DAMAGED_FILE, "cut short", Arrays.copyOf(whole, length));
        }
    }

    @Test
    void otherFilesAndFormatsAreRefusedWithARemedy() {
        refused(
                Code.UNSUPPORTED_FORMAT,
                "Save the sound as WAV",
                "ID3 is no WAV file, but an MP3".getBytes(StandardCharsets.UTF_8));
        refused(Code.UNSUPPORTED_FORMAT, "WAV format 7", with(7, 1, 44_100, 8));
        refused(Code.UNSUPPORTED_FORMAT, "12 bits", with(1, 2, 44_100, 12));
        refused(Code.UNSUPPORTED_FORMAT, "999 Hz", with(1, 1, 999, 16));
        refused(Code.UNSUPPORTED_FORMAT, "2000000 Hz", with(1, 1, 2_000_000, 16));
        refused(Code.DAMAGED_FILE, "0 channels", with(1, 0, 44_100, 16));
        refused(Code.TOO_LARGE, "9 channels", with(1, 9, 44_100, 16));
        refused(Code.NO_STIMULI, "no samples", with(1, 1, 44_100, 16));
        byte[] unordered =
                new WavBytes(ByteOrder.LITTLE_ENDIAN).chunk("data", new byte[4]).file("RIFF");
        refused(Code.DAMAGED_FILE, "before their format", unordered);
    }

    private static byte[] with(int format, int channels, int rateHz, int bits) {
        return new WavBytes(ByteOrder.LITTLE_ENDIAN)
                .format(format, channels, rateHz, bits)
                .chunk("data", new byte[0])
                .file("RIFF");
    }

    @Test
    void moreSamplesThanTheLimitAreRefusedWhetherClaimedOrThere() {
        WavBytes claims = new WavBytes(ByteOrder.LITTLE_ENDIAN).format(1, 1, 44_100, 16);
        refused(
                Code.TOO_LARGE,
                "more than 100000",
                claims.chunk("data", 2_000_000_000, new byte[2]).file("RIFF"));
        WavBytes streams = new WavBytes(ByteOrder.LITTLE_ENDIAN).format(1, 1, 44_100, 16);
        refused(
                Code.TOO_LARGE,
                "more than 100000",
                streams.chunk("data", -1, new byte[200_002]).file("RIFF"));
    }

    @Test
    void samplesThatAreNoNumbersAreRefused() {
        refused(Code.NOT_FINITE_STIMULUS, "Sample 2 is NaN", WavBytes.floats(44_100, 0, 1, Float.NaN));
        refused(Code.NOT_FINITE_STIMULUS, "Sample 0 is -Infinity", WavBytes.floats(44_100, Float.NEGATIVE_INFINITY));
    }

    @Test
    void aDamagedFileIsReadOrRefusedAndNothingElse() throws Exception {
        byte[] good = WavBytes.floats(44_100, new float[200]);
        SplittableRandom random = new SplittableRandom(3);
        int refusals = 0;
        for (int trial = 0; trial < 5000; trial++) {
            byte[] damaged = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(60)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(read(damaged).samples()).isNotEmpty();
            } catch (SoundRefusedException refused) {
                refusals++;
            }
        }
        assertThat(refusals).isBetween(1000, 4999);
    }
}
