package org.tonotopy.encoding.importing;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ElementType;
import org.tonotopy.encoding.hdf5.Hdf5Writer;

/**
 * A recording as NEMS saves it, of 100 samples in a second: two sounds that were played once and one that was played three
 * times, of five samples and three channels each, and two units.
 */
final class NemsFiles {

    static final int BINS = 5;
    static final int CHANNELS = 3;
    static final int SAMPLES = 26;
    static final String EPOCHS = """
            name,start,end
            TRIAL,0.0,0.26
            STIM_cat1.wav,0.0,0.05
            PreStimSilence,0.0,0.01
            REFERENCE,0.0,0.05
            STIM_00cat2.wav,0.05,0.1
            STIM_cat3.wav,0.1,0.15000000000000002
            STIM_00cat2.wav,0.15,0.2
            STIM_00cat2.wav,0.2,0.25
            """;

    private static final List<String> PLAYED =
            List.of("cat1.wav", "00cat2.wav", "cat3.wav", "00cat2.wav", "00cat2.wav");

    private final String name;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    NemsFiles(String name) {
        this.name = name;
        put(
                "meta.json",
                "{\"siteid\": \"%s\", \"stimfmt\": \"ozgf\", \"rasterfs\": 100, \"area\": \"A1\"}".formatted(name));
        put("stim.json", json("stim", "RasterizedSignal", "null"));
        put("stim.epoch.csv", EPOCHS);
        put("stim.csv", raster(CHANNELS, NemsFiles::level));
        put("resp.json", json("resp", "RasterizedSignal", chans()));
        put("resp.epoch.csv", EPOCHS);
        put("resp.csv", raster(2, NemsFiles::spikes));
    }

    /** A value for a sample of a channel. */
    interface Values {
        double at(int sample, int channel);
    }

    static double energy(String stimulus, int bin, int channel) {
        return 0.1 * (PLAYED.indexOf(stimulus) + 1) * (bin + 1) + 0.01 * channel;
    }

    static double level(int sample, int channel) {
        int played = sample / BINS;
        return played < PLAYED.size() ? energy(PLAYED.get(played), sample % BINS, channel) : 0;
    }

    static double spikes(int sample, int unit) {
        return sample * (unit + 1) % 4;
    }

    String chans() {
        return "[\"%s-18-1\", \"%s-18-2\"]".formatted(name, name);
    }

    /** The description of a signal, as Python's json writes the attributes of one. */
    String json(String signal, String type, String chans) {
        return """
                {"name": "%s", "chans": %s, "fs": 100, "meta": {"rate": NaN}, "recording": "%s", "segments": [[0, 26]],\
                 "signal_type": "<class 'nems0.signal.%s'>", "normalization": "none", "norm_baseline": [[0]],\
                 "norm_gain": [[1]]}""".formatted(signal, chans, name, type);
    }

    /** As {@code numpy.savetxt} writes it with the format {@code %.18e}. */
    static String raster(int channels, Values values) {
        return IntStream.range(0, SAMPLES)
                .mapToObj(sample -> IntStream.range(0, channels)
                        .mapToObj(channel -> number(values.at(sample, channel)))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "nan" : String.format(Locale.ROOT, "%.18e", value);
    }

    /** Sets the content of the file {@code NAME.key}. */
    NemsFiles put(String key, String content) {
        return put(key, content.getBytes(StandardCharsets.UTF_8));
    }

    NemsFiles put(String key, byte[] content) {
        files.put(key, content);
        return this;
    }

    NemsFiles without(String key) {
        files.remove(key);
        return this;
    }

    /** The same recording, with the times of spikes and the cochleagram of each stimulus. */
    NemsFiles asHdf5(Path folder) throws IOException {
        without("stim.csv").without("resp.csv");
        Map<String, double[]> tiles = new LinkedHashMap<>();
        for (String stimulus : PLAYED) {
            tiles.put("STIM_" + stimulus, array(CHANNELS * BINS, i -> energy(stimulus, i % BINS, i / BINS)));
        }
        put("stim.json", json("stim", "TiledSignal", "null"));
        put("stim.h5", hdf5(folder, tiles, List.of(CHANNELS, BINS)));
        return withSpikes(folder);
    }

    /** The same responses, as times of spikes. */
    NemsFiles withSpikes(Path folder) throws IOException {
        without("resp.csv");
        Map<String, double[]> times = new LinkedHashMap<>();
        for (int unit = 0; unit < 2; unit++) {
            times.put(name + "-18-" + (unit + 1), times(unit));
        }
        put("resp.json", json("resp", "PointProcess", chans()).replace("\"fs\": 100", "\"fs\": 1000"));
        return put("resp.h5", hdf5(folder, times, List.of()));
    }

    private static double[] times(int unit) {
        List<Double> times = new ArrayList<>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (int spike = 0; spike < spikes(sample, unit); spike++) {
                times.add((sample + 0.2 * spike) / 100);
            }
        }
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static double[] array(int length, IntToDoubleFunction value) {
        return IntStream.range(0, length).mapToDouble(value).toArray();
    }

    /** @param shape of each dataset; its own length where it is empty */
    static byte[] hdf5(Path folder, Map<String, double[]> datasets, List<Integer> shape) throws IOException {
        Hdf5Writer writer = new Hdf5Writer();
        datasets.forEach((key, values) -> writer.write(
                key,
                new ArrayHeader(
                        ElementType.F8, ByteOrder.LITTLE_ENDIAN, shape.isEmpty() ? List.of(values.length) : shape),
                elements -> elements.next(values)));
        Path file = folder.resolve("signal.h5");
        writer.writeTo(file);
        return Files.readAllBytes(file);
    }

    /** Adds the recording to an archive, in its own folder, as NEMS does. */
    Packed into(Packed packed) {
        files.forEach((key, content) -> packed.with(name + "/" + name + "." + key, content));
        return packed;
    }

    byte[] tgz() throws IOException {
        return into(new Packed()).tarGz();
    }
}
