package org.tonotopy.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.store.ObjectKey;

class RecordingDownloadTest extends ApiTest {
    private static final String DATASETS = "/api/v1/datasets/";
    private static final String JOBS = "/api/v1/jobs";

    private static String export(String dataset, String format) {
        return "{\"kind\": \"export\", \"dataset\": \"%s\", \"format\": \"%s\"}".formatted(dataset, format);
    }

    private static UUID id(Answer job) {
        return UUID.fromString(job.json().path("id").stringValue());
    }

    @Test
    void theUploadItselfIsDownloadedWholeInPartsOrNotAgain() {
        String name = freshName("download");
        String path = DATASETS + fixture.dataset(name, 2, 5) + "/recording.npz";
        Answer whole = viewer.get(path);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.text()).isEqualTo(name);
        assertThat(whole.header("Content-Length")).contains(String.valueOf(name.length()));
        assertThat(whole.header("Content-Disposition")).contains("attachment; filename=\"" + name + "-1.npz\"");
        Answer part = viewer.get(path, "Range", "bytes=2-4");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("wnl");
        assertThat(viewer.get(path, "If-None-Match", whole.header("ETag").orElseThrow())
                        .status())
                .isEqualTo(304);
        assertThat(viewer.head(path).header("Content-Length")).contains(String.valueOf(name.length()));
        assertThat(nobody.get(path).status()).isEqualTo(401);
    }

    @Test
    void aVersionOfAnObjectIsReadOnceForAllRangesAndAnotherOneAnew() throws IOException {
        String name = freshName("intact");
        String path = DATASETS + fixture.dataset(name, 2, 5) + "/recording.npz";
        String sha256 = Sha256.hex(Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
        Path stored =
                folder.resolve("objects").resolve(ObjectKey.ofContent(sha256).path());
        assertThat(viewer.get(path, "Range", "bytes=0-0").text()).isEqualTo(name.substring(0, 1));

        FileTime written = Files.getLastModifiedTime(stored);
        String damaged = "X".repeat(name.length());
        Files.writeString(stored, damaged);
        Files.setLastModifiedTime(stored, written);
        assertThat(viewer.get(path, "Range", "bytes=3-5").text())
                .as("its bytes alone show that it is another version")
                .isEqualTo("XXX");

        Files.setLastModifiedTime(stored, FileTime.from(written.toInstant().plusSeconds(1)));
        for (String range : List.of("bytes=3-5", "bytes=0-")) {
            Answer answer = viewer.get(path, "Range", range);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.problem()).isEqualTo("stored-content-damaged");
        }
        assertThat(viewer.get(path, "If-None-Match", "\"" + sha256 + "\"").status())
                .as("no byte is needed")
                .isEqualTo(304);
        assertThat(viewer.head(path).header("Content-Length")).contains(String.valueOf(name.length()));
    }

    @Test
    void theMetadataOfAnUploadAreWhatTheLabSent() {
        Answer metadata = viewer.get(DATASETS + fixture.dataset(freshName("json"), 2, 5) + "/recording.json");
        assertThat(metadata.status()).isEqualTo(200);
        assertThat(metadata.json().path("license").stringValue()).isEqualTo("CC BY 4.0");
        assertThat(metadata.header("ETag")).isPresent();
        assertThat(metadata.header("Content-Type")).contains("application/json");
    }

    @Test
    void anotherFormIsAskedForOnceAndThenDownloaded() {
        String dataset = fixture.dataset(freshName("export"), 2, 5);
        String path = DATASETS + dataset + "/recording.h5";
        Answer missing = viewer.get(path);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.problem()).isEqualTo("no-such-recording");
        assertThat(missing.json().path("remedy").stringValue())
                .contains("POST /api/v1/jobs")
                .contains(dataset);

        assertThat(viewer.post(JOBS, export(dataset, "hdf5")).status()).isEqualTo(403);
        Answer asked = member.post(JOBS, export(dataset, "hdf5"));
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().path("kind").stringValue()).isEqualTo("export");
        assertThat(asked.json().path("export").stringValue()).isEqualTo(path);
        assertThat(asked.json().path("spec").path("format").stringValue()).isEqualTo("hdf5");
        Answer onItsWay = member.post(JOBS, export(dataset, "hdf5"));
        assertThat(onItsWay.status()).isEqualTo(200);
        assertThat(id(onItsWay)).isEqualTo(id(asked));

        fixture.export(id(asked), "an HDF5 file");
        assertThat(viewer.get(path).text()).isEqualTo("an HDF5 file");
        Answer made = member.post(JOBS, export(dataset, "hdf5"), "Idempotency-Key", "another-" + dataset);
        assertThat(made.status()).isEqualTo(200);
        assertThat(id(made)).isEqualTo(id(asked));
    }

    @Test
    void aCancelledExportIsMadeAnew() {
        String dataset = fixture.dataset(freshName("cancelled"), 2, 5);
        Answer first = member.post(JOBS, export(dataset, "hdf5"));
        member.post(JOBS + "/" + id(first) + ":cancel", "");
        Answer second = member.post(JOBS, export(dataset, "hdf5"));
        assertThat(second.status()).isEqualTo(202);
        assertThat(id(second)).isNotEqualTo(id(first));
    }

    @Test
    void anHdf5UploadMayCarryItsMetadata() {
        String name = freshName("hdf5");
        Answer created = member.post(
                "/api/v1/datasets",
                "{\"name\": \"%s\", \"recording\": {\"sha256\": \"%s\", \"format\": \"hdf5\"}, \"metadata\": {}}"
                        .formatted(name, fixture.upload(name)));
        assertThat(created.status()).isEqualTo(202);
        fixture.acceptDataset(UUID.fromString(created.json().path("job_id").stringValue()), 2);
        assertThat(viewer.get(created.location() + "/recording.h5").text()).isEqualTo(name);
        assertThat(viewer.get(created.location() + "/recording.json").status()).isEqualTo(404);
        Answer asked = member.post(JOBS, export(name + "@1", "npz"));
        fixture.export(id(asked), "an NPZ");
        assertThat(viewer.get(created.location() + "/recording.npz").text()).isEqualTo("an NPZ");
        assertThat(viewer.get(created.location() + "/recording.json")
                        .json()
                        .path("name")
                        .stringValue())
                .isEqualTo("exported");
    }

    @ParameterizedTest
    @CsvSource({"npz,format", "mat,format"})
    void whatCannotBeExportedIsRefusedByField(String format, String field) {
        Answer answer = member.post(JOBS, export(fixture.dataset(freshName("refused"), 2, 5), format));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo(field);
    }

    @Test
    void onlyWhatIsReadyIsExportedAndDownloaded() {
        String dataset = fixture.validatingDataset(freshName("waiting"));
        assertThat(member.post(JOBS, export(dataset, "hdf5"))
                        .json()
                        .path("field")
                        .stringValue())
                .isEqualTo("dataset");
        Answer answer = viewer.get(DATASETS + dataset + "/recording.npz");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("remedy").stringValue()).contains("READY");
        assertThat(viewer.get(DATASETS + "nothing@1/recording.npz").problem()).isEqualTo("no-such-dataset");
    }
}
