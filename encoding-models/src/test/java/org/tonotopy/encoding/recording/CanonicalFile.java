package org.tonotopy.encoding.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzWriter;

/** A small valid file in the canonical form, of which a test changes one thing. */
final class CanonicalFile {

    static final int STIMULI = 3;
    static final int BANDS = 4;
    static final int BINS = 10;
    static final int NEURONS = 2;
    static final int REPEATS = 3;

    private final Map<String, NpyArray> arrays = new LinkedHashMap<>();
    private String json = """
            {"name": "small", "dt_ms": 5.0, "license": "CC0-1.0", "a key of our own": {"nested": [1, 2]},
             "stimuli": [{"name": "a"}, {"name": "b", "type": "water"}, {"name": "c"}],
             "neurons": [{"cell_id": "n0", "single_t": "Yes"}, {"name": "n1", "depth_um": 300, "area": "A1"}]}
            """;

    CanonicalFile() {
        with("spectrogram", NpyArray.ofFloats(sounds(), STIMULI, BANDS, BINS));
        with("counts", NpyArray.ofUnsignedBytes(counts(), STIMULI, NEURONS, REPEATS, BINS));
        with("center_freq_hz", NpyArray.ofDoubles(new double[] {500, 1000, 2000, 4000}, BANDS));
        with("dt_ms", NpyArray.ofDoubles(new double[] {5}));
        with("train", NpyArray.ofIntegers(new int[] {0}, 1));
        with("val", NpyArray.ofIntegers(new int[] {1}, 1));
        with("test", NpyArray.ofIntegers(new int[] {2}, 1));
    }

    static float[] sounds() {
        float[] sounds = new float[STIMULI * BANDS * BINS];
        for (int i = 0; i < sounds.length; i++) {
            sounds[i] = i * 0.25f;
        }
        return sounds;
    }

    static byte[] counts() {
        byte[] counts = new byte[STIMULI * NEURONS * REPEATS * BINS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (byte) (i % 7 == 0 ? 1 + i % 3 : 0);
        }
        return counts;
    }

    /** The counts in floats, for values that bytes cannot hold. */
    static float[] floatCounts() {
        byte[] counts = counts();
        float[] floats = new float[counts.length];
        for (int i = 0; i < counts.length; i++) {
            floats[i] = counts[i];
        }
        return floats;
    }

    CanonicalFile with(String name, NpyArray array) {
        arrays.put(name, array);
        return this;
    }

    CanonicalFile without(String name) {
        arrays.remove(name);
        return this;
    }

    CanonicalFile described(String metadata) {
        json = metadata;
        return this;
    }

    String json() {
        return json;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NpzWriter writer = new NpzWriter(bytes)) {
            for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
                writer.write(array.getKey(), array.getValue());
            }
        }
        return bytes.toByteArray();
    }

    Recording read(Path folder) throws IOException, RecordingRejectedException {
        Path file = Files.write(folder.resolve("recording.npz"), bytes());
        return NpzRecordingReader.read(file, RecordingMetadata.parse(json), ReadingLimits.standard());
    }
}
