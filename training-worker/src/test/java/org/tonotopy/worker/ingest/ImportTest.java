package org.tonotopy.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.registry.dataset.CanonicalFile;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetState;
import org.tonotopy.registry.dataset.Finding;
import org.tonotopy.registry.dataset.FrontEndSettings;
import org.tonotopy.registry.dataset.RecordingForm;
import org.tonotopy.registry.dataset.RecordingFormat;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.recording.StoredRecordings;

class ImportTest {
    private static final String METADATA = "{\"dt_ms\": 5, \"license\": \"CC0-1.0\", \"rig\": \"the left one\"}";
    private static final int RATE_HZ = 44_100;

    private static Lab lab;
    private static StoredRecordings recordings;

    @BeforeAll
    static void open() {
        lab = new Lab();
        recordings = lab.startWorker("importer").getBean(StoredRecordings.class);
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    private static RecordingForm sounds() {
        return RecordingForm.ofSound(RecordingFormat.WAV_CSV, FrontEndSettings.defaultOf(RecordingFormat.WAV_CSV));
    }

    @Test
    void soundsAndSpikesBecomeADatasetThatIsReadInTheCanonicalFormFromThenOn() throws Exception {
        Job job = lab.awaitEnd(lab.upload("imported", archive(), sounds(), METADATA));

        assertThat(job.failure().map(JobFailure::message)).isEmpty();
        Dataset dataset = lab.dataset(job);
        assertThat(dataset.state()).isEqualTo(DatasetState.READY);
        assertThat(dataset.shape().orElseThrow().bands()).isEqualTo(34);
        CanonicalFile imported = dataset.imported().orElseThrow();
        assertThat(imported.metadata().path("rig").stringValue())
                .as("what the lab says stays")
                .isEqualTo("the left one");
        assertThat(imported.metadata().path("stimuli")).hasSize(2);
        assertThat(VerifiedRead.bytes(lab.part(ObjectStore.class), imported.arrays()))
                .startsWith('P', 'K');
        Recording again = recordings.readAccepted(dataset);
        assertThat(again.stimuli()).extracting(stimulus -> stimulus.name()).containsExactly("a", "b");
        assertThat(again.responses().get(0).value(0, 0, 2)).isEqualTo(2);
        assertThat(again.responses().get(0).repeat(1, 1)).as("not recorded").containsOnly(Double.NaN);
    }

    @Test
    void aRecordingOfNemsBringsItsCochleagrams() throws Exception {
        RecordingForm form = RecordingForm.ofCochleagrams(RecordingFormat.NEMS);
        Job job = lab.awaitEnd(lab.upload("nems", nems(), form, "{\"dt_ms\": 10, \"filter_bank\": \"ozgf\"}"));

        assertThat(job.failure().map(JobFailure::message)).isEmpty();
        Dataset dataset = lab.dataset(job);
        assertThat(dataset.shape().orElseThrow().bands()).isEqualTo(2);
        assertThat(dataset.imported()).isPresent();
        Recording again = recordings.readAccepted(dataset);
        assertThat(again.stimuli()).extracting(stimulus -> stimulus.name()).containsExactly("a");
        assertThat(again.centerFrequenciesHz()).hasSize(2);
        assertThat(again.responses().get(0).repeat(0, 1)).containsExactly(0, 3, 1);
    }

    private static byte[] nems() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            String epochs = "name,start,end\nSTIM_a,0,0.03\nSTIM_a,0.03,0.06\n";
            text(zip, "site/site.stim.json", "{\"fs\": 100, \"chans\": null}");
            text(zip, "site/site.stim.epoch.csv", epochs);
            text(zip, "site/site.stim.csv", "0,1\n0.5,0\n1,0\n0,1\n0.5,0\n1,0\n");
            text(zip, "site/site.resp.json", "{\"fs\": 100, \"chans\": [\"site-1-1\"]}");
            text(zip, "site/site.resp.epoch.csv", epochs);
            text(zip, "site/site.resp.csv", "1\n0\n0\n0\n3\n1\n");
        }
        return bytes.toByteArray();
    }

    private static void text(ZipOutputStream zip, String name, String content) throws IOException {
        add(zip, name, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBandThatTheSoundsCannotHoldIsRejectedByTheNameOfTheSetting() throws Exception {
        RecordingForm ns1Bands = RecordingForm.ofSound(RecordingFormat.WAV_CSV, FrontEndSettings.ns1());
        Job job = lab.awaitEnd(lab.upload("too-high", archive(), ns1Bands, METADATA));

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(lab.dataset(job).rejection())
                .extracting(Finding::remedy)
                .anySatisfy(remedy -> assertThat(remedy).contains("highest_hz"));
        assertThat(lab.dataset(job).imported()).isEmpty();
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "a.wav", noise(1));
            add(zip, "b.wav", noise(2));
            add(zip, "spikes.csv", """
                    stimulus,neuron,trial,time_ms
                    a,one,1,10.5
                    a,one,1,12
                    a,one,2,30
                    a,two,1,40
                    b,one,1,
                    b,two,1,99
                    """.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] noise(int seed) throws IOException {
        int samples = RATE_HZ / 5;
        ByteBuffer pcm = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(seed);
        for (int i = 0; i < samples; i++) {
            pcm.putShort((short) (3000 * random.nextGaussian()));
        }
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        AudioSystem.write(
                new AudioInputStream(
                        new ByteArrayInputStream(pcm.array()), new AudioFormat(RATE_HZ, 16, 1, true, false), samples),
                AudioFileFormat.Type.WAVE,
                wav);
        return wav.toByteArray();
    }
}
