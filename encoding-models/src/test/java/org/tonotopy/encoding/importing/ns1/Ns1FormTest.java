package org.tonotopy.encoding.importing.ns1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.cochleagram.FrontEnd;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.recording.SingleUnit;
import org.tonotopy.encoding.wav.WavBytes;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;
import us.hebi.matlab.mat.types.Struct;

/** Files of the published form, made here: two units, two sounds of 50 ms, and one sound that is not there. */
class Ns1FormTest {
    private static final String FIRST = "exp/P01-SH.En.C/cluster.01.data.mat";
    private static final String SECOND = "exp/P01-SH.En.C/cluster.02.data.mat";
    private static final String SOUNDS = "osf/spikesandwav/SH.En.C/";

    @TempDir
    private Path folder;

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @BeforeEach
    void form() throws Exception {
        files.put("osf/MetadataSHEnCneurons.mat", table(SECOND, FIRST, "exp/P02/cluster.09.data.mat"));
        files.put("osf/spikesandwav/" + FIRST, unit(new double[] {1, 1.4, 5.2, 49.4}, new double[] {49.6}));
        files.put("osf/spikesandwav/" + SECOND, unit(new double[] {12}, new double[] {}));
        files.put(SOUNDS + "source.1.sound.0.snr.0.token.0.fw.2.frozen.10", tone());
        files.put(SOUNDS + "source.1.sound.0.snr.0.token.0.fw.2.frozen.2", tone());
    }

    private static byte[] tone() {
        float[] samples = new float[2450];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.sin(0.2 * i);
        }
        return WavBytes.floats(48_828, samples);
    }

    private static Matrix row(double... values) {
        Matrix matrix = Mat5.newMatrix(values.length == 0 ? 0 : 1, values.length);
        for (int i = 0; i < values.length; i++) {
            matrix.setDouble(i, values[i]);
        }
        return matrix;
    }

    private static byte[] mat(String name, Array value) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
        Mat5File file = Mat5.newMatFile();
        file.addArray(name, value);
        Mat5.newWriter(Sinks.wrap(bytes)).writeMat(file).flush();
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static byte[] table(String... paths) throws Exception {
        Struct neuron = Mat5.newStruct(1, paths.length);
        for (int i = 0; i < paths.length; i++) {
            neuron.set("path", i, Mat5.newString(paths[i]));
            neuron.set("depth", i, row(i == 0 ? -200 : 600 + i));
            neuron.set("NoiseRatio", i, row(3.5 + i));
            neuron.set("singleT", i, Mat5.newString(i == 0 ? "Maybe" : "Yes"));
        }
        return mat("neuron", neuron);
    }

    /** The first two sets are of sounds that are there; the trials of the second hold no spikes. */
    private static byte[] unit(double[]... trials) throws Exception {
        int[][] keys = {{1, 0, 0, 0, 2, 2}, {1, 0, 0, 0, 2, 10}, {9, 0, 0, 1, 40, 0}};
        Struct sets = Mat5.newStruct(1, keys.length);
        for (int set = 0; set < keys.length; set++) {
            Struct repeats = Mat5.newStruct(1, trials.length);
            for (int repeat = 0; repeat < trials.length; repeat++) {
                repeats.set("t", repeat, set == 1 ? row() : row(trials[repeat]));
            }
            sets.set("repeats", set, repeats);
            Struct parameters = Mat5.newStruct();
            String[] names = {"Source", "Mode", "BF", "Token", "Set", "StimID"};
            for (int i = 0; i < names.length; i++) {
                parameters.set(names[i], row(keys[set][i]));
            }
            sets.set("stim_params", set, parameters);
        }
        Struct data = Mat5.newStruct();
        data.set("set", sets);
        return mat("data", data);
    }

    private Recording read() throws Exception {
        Path zip = folder.resolve("ns1.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                entries.putNextEntry(new ZipEntry(entry.getKey()));
                entries.write(entry.getValue());
                entries.closeEntry();
            }
        }
        RecordingMetadata metadata = RecordingMetadata.parse("{\"dt_ms\": 5}");
        return new Ns1Importer().read(zip, new ImportSettings(metadata, FrontEnd.standard(), ReadingLimits.standard()));
    }

    private void refused(Code code, String where, String words) {
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        RecordingRejectedException.class,
                        rejection -> assertThat(rejection.findings()).anySatisfy(finding -> {
                            assertThat(finding.code()).isEqualTo(code);
                            assertThat(finding.where()).contains(where);
                        }))
                .hasMessageContaining(words);
    }

    @Test
    void unitsComeInTheOrderOfTheTableAndSoundsInTheOrderOfTheirNumbers() throws Exception {
        Recording recording = read();
        assertThat(recording.neurons())
                .extracting(neuron -> neuron.name())
                .containsExactly("exp/P01-SH.En.C/cluster.02", "exp/P01-SH.En.C/cluster.01");
        assertThat(recording.neurons().get(0).depthUm()).hasValue(-200);
        assertThat(recording.neurons().get(1).noiseRatio()).hasValue(4.5);
        assertThat(recording.neurons().get(0).singleUnit()).contains(SingleUnit.MAYBE);
        assertThat(recording.stimuli())
                .extracting(stimulus -> stimulus.name())
                .containsExactly(
                        "source.1.sound.0.snr.0.token.0.fw.2.frozen.2",
                        "source.1.sound.0.snr.0.token.0.fw.2.frozen.10");
    }

    @Test
    void spikesAreRoundedToMillisecondsAndOneInEach() throws Exception {
        Recording recording = read();
        // 1 and 1.4 are one; 5.2 is in the second bin; 49.4 in the last; 49.6 rounds to 50, which is after it.
        assertThat(recording.responses().get(0).repeat(1, 0)).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(recording.responses().get(0).repeat(1, 1)).containsOnly(0);
        assertThat(recording.responses().get(1).repeat(1, 0)).containsOnly(0);
        assertThat(recording.notices())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        Code.MISSING_FILE, Code.UNKNOWN_STIMULUS, Code.MERGED_SPIKES, Code.SPIKES_OUTSIDE_STIMULUS);
    }

    @Test
    void otherMatFilesAreLeftAsideAndCounted() throws Exception {
        files.put("osf/spikesandwav/exp/P03/cluster.01.data.mat", unit(new double[] {3}));
        assertThat(read().notices()).anySatisfy(notice -> {
            assertThat(notice.code()).isEqualTo(Code.UNUSED_FILE);
            assertThat(notice.what()).startsWith("1 MAT file");
        });
    }

    @Test
    void whatIsMissingIsNamed() {
        byte[] table = files.remove("osf/MetadataSHEnCneurons.mat");
        refused(Code.MISSING_FILE, "archive", "Add MetadataSHEnCneurons.mat");
        files.put("osf/MetadataSHEnCneurons.mat", table);
        files.remove("osf/spikesandwav/" + FIRST);
        files.remove("osf/spikesandwav/" + SECOND);
        refused(Code.MISSING_FILE, "neuron.path", "None of the 3 files");
    }

    @Test
    void aDamagedOrNewerFileOfSpikesIsNamed() {
        byte[] unit = files.get("osf/spikesandwav/" + FIRST);
        files.put("osf/spikesandwav/" + FIRST, Arrays.copyOf(unit, unit.length - 20));
        refused(Code.DAMAGED_FILE, FIRST, "damaged or cut short");
        files.put("osf/spikesandwav/" + FIRST, "\u0089HDF\r\n\032\n".getBytes(StandardCharsets.ISO_8859_1));
        refused(Code.UNSUPPORTED_FORMAT, FIRST, "'-v7'");
    }

    @Test
    void aDamagedSoundIsNamed() {
        files.put(SOUNDS + "source.1.sound.0.snr.0.token.0.fw.2.frozen.2", Arrays.copyOf(tone(), 200));
        refused(Code.DAMAGED_FILE, "frozen.2", "cut short");
    }

    @Test
    void twoSoundsOfOneNameAndTimesThatAreNoNumbersAreRefused() throws Exception {
        files.put("other/source.1.sound.0.snr.0.token.0.fw.2.frozen.2.wav", tone());
        refused(Code.DUPLICATE_NAME, "frozen.2", "Two files");
        files.remove("other/source.1.sound.0.snr.0.token.0.fw.2.frozen.2.wav");
        files.put("osf/spikesandwav/" + FIRST, unit(new double[] {Double.NaN, 3}));
        refused(Code.NOT_FINITE_SPIKE_TIME, "cluster.01", "not finite");
    }
}
