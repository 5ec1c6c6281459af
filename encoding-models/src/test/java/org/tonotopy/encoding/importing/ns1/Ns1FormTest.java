package org.tonotopy.encoding.importing.ns1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.cochleagram.FrontEnd;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.importing.Packed;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.recording.SingleUnit;

class Ns1FormTest {

    @TempDir
    private Path folder;

    private Packed files = new Packed();

    @BeforeEach
    void form() throws Exception {
        files = Ns1Form.published();
    }

    private Recording read() throws Exception {
        Path zip = Files.write(folder.resolve("ns1.zip"), files.zip());
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
        files.with("osf/spikesandwav/exp/P03/cluster.01.data.mat", Ns1Form.unit(new double[] {3}));
        assertThat(read().notices()).anySatisfy(notice -> {
            assertThat(notice.code()).isEqualTo(Code.UNUSED_FILE);
            assertThat(notice.what()).startsWith("1 MAT file");
        });
    }

    @Test
    void whatIsMissingIsNamed() {
        byte[] table = files.content(Ns1Form.TABLE);
        files.without(Ns1Form.TABLE);
        refused(Code.MISSING_FILE, "archive", "Add MetadataSHEnCneurons.mat");
        files.with(Ns1Form.TABLE, table);
        files.without(Ns1Form.SPIKES + Ns1Form.FIRST);
        files.without(Ns1Form.SPIKES + Ns1Form.SECOND);
        refused(Code.MISSING_FILE, "neuron.path", "None of the 3 files");
    }

    @Test
    void aDamagedOrNewerFileOfSpikesIsNamed() {
        byte[] unit = files.content(Ns1Form.SPIKES + Ns1Form.FIRST);
        files.with(Ns1Form.SPIKES + Ns1Form.FIRST, Arrays.copyOf(unit, unit.length - 20));
        refused(Code.DAMAGED_FILE, Ns1Form.FIRST, "damaged or cut short");
        files.with(Ns1Form.SPIKES + Ns1Form.FIRST, "\u0089HDF\r\n\032\n".getBytes(StandardCharsets.ISO_8859_1));
        refused(Code.UNSUPPORTED_FORMAT, Ns1Form.FIRST, "'-v7'");
    }

    @Test
    void aDamagedSoundIsNamed() {
        files.with(Ns1Form.SOUNDS + "source.1.sound.0.snr.0.token.0.fw.2.frozen.2", Arrays.copyOf(Ns1Form.tone(), 200));
        refused(Code.DAMAGED_FILE, "frozen.2", "cut short");
    }

    @Test
    void twoSoundsOfOneNameAndTimesThatAreNoNumbersAreRefused() throws Exception {
        files.with("other/source.1.sound.0.snr.0.token.0.fw.2.frozen.2.wav", Ns1Form.tone());
        refused(Code.DUPLICATE_NAME, "frozen.2", "Two files");
        files.without("other/source.1.sound.0.snr.0.token.0.fw.2.frozen.2.wav");
        files.with(Ns1Form.SPIKES + Ns1Form.FIRST, Ns1Form.unit(new double[] {Double.NaN, 3}));
        refused(Code.NOT_FINITE_SPIKE_TIME, "cluster.01", "not finite");
    }
}
