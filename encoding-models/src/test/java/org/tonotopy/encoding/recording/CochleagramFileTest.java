package org.tonotopy.encoding.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzWriter;
import org.tonotopy.encoding.recording.CochleagramFile.Bands;

class CochleagramFileTest {
    private static final Bands BANDS = new Bands(5, 2, List.of(500.0, 1000.0));
    private static final NpyArray TWO_SOUNDS =
            NpyArray.ofFloats(new float[] {1, 2, 3, 4, 5, 6, 7, 8, Float.NaN, 10, 11, Float.NaN}, 2, 2, 3);

    @TempDir
    Path folder;

    private List<Stimulus> read(Object... arrays) throws IOException, RecordingRejectedException {
        Path file = folder.resolve("sounds.npz");
        try (NpzWriter writer = new NpzWriter(Files.newOutputStream(file))) {
            for (int index = 0; index < arrays.length; index += 2) {
                writer.write((String) arrays[index], (NpyArray) arrays[index + 1]);
            }
        }
        return CochleagramFile.readNpz(file, BANDS, ReadingLimits.standard());
    }

    private void expect(String words, Object... arrays) {
        assertThatThrownBy(() -> read(arrays))
                .isInstanceOf(RecordingRejectedException.class)
                .hasMessageContaining(words);
    }

    @Test
    void soundsNeedNothingBesideThemAndEndWherePaddingBegins() throws Exception {
        List<Stimulus> sounds = read("spectrogram", TWO_SOUNDS);

        assertThat(sounds).extracting(Stimulus::name).containsExactly("stimulus 0", "stimulus 1");
        assertThat(sounds.get(0).cochleagram()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(sounds.get(1).cochleagram()).containsExactly(7, 10, 8, 11);
    }

    @Test
    void twoAxesAreOneSound() throws Exception {
        assertThat(read("spectrogram", NpyArray.ofFloats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)))
                .singleElement()
                .satisfies(sound -> assertThat(sound.cochleagram()).containsExactly(1, 4, 2, 5, 3, 6));
    }

    @Test
    void whatTheFileSaysOfItselfHasToBeSo() throws Exception {
        NpyArray centres = NpyArray.ofDoubles(new double[] {500.1, 1000}, 2);
        NpyArray reversed = NpyArray.ofDoubles(new double[] {1000, 500}, 2);
        NpyArray five = NpyArray.ofDoubles(new double[] {5}, 1);
        NpyArray ten = NpyArray.ofDoubles(new double[] {10}, 1);
        NpyArray bins = NpyArray.ofIntegers(new int[] {2, 1}, 2);

        assertThat(read("spectrogram", TWO_SOUNDS, "center_freq_hz", centres, "dt_ms", five, "n_bins", bins))
                .extracting(Stimulus::bins)
                .containsExactly(2, 1);
        expect("band 0 of the model lies at 500.0 Hz", "spectrogram", TWO_SOUNDS, "center_freq_hz", reversed);
        expect("the model hears bins of 5.0", "spectrogram", TWO_SOUNDS, "dt_ms", ten);
        expect("The array is missing", "sounds", TWO_SOUNDS);
        expect("[2, 3, 2]", "spectrogram", NpyArray.ofFloats(new float[12], 2, 3, 2));
        expect("It holds no sound", "spectrogram", NpyArray.ofFloats(new float[0], 0, 2, 3));
        expect("NaN or infinite", "spectrogram", NpyArray.ofFloats(new float[] {1, Float.NaN, 3, 4}, 2, 2));
    }

    @Test
    void moreThanThereIsRoomForIsRefusedBeforeItIsRead() throws Exception {
        Path file = folder.resolve("large.npz");
        try (NpzWriter writer = new NpzWriter(Files.newOutputStream(file))) {
            writer.write("spectrogram", NpyArray.ofFloats(new float[2_000], 10, 2, 100));
        }
        ReadingLimits small = new ReadingLimits(ArrayFileLimits.standard(), 10, 1, 1, 10, 7_999, 100);
        assertThatThrownBy(() -> CochleagramFile.readNpz(file, BANDS, small))
                .hasMessageContaining("more than 7999 bytes");
    }
}
