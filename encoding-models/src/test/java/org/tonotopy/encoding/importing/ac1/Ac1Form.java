package org.tonotopy.encoding.importing.ac1;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.tonotopy.encoding.importing.Packed;
import org.tonotopy.encoding.importing.mat.Mats;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/** Files of the published form, made here: two cells of Wehr, and two of Asari. */
public final class Ac1Form {
    static final String FRAGMENT = "crcns-ac1/wehr/Stimuli/fragments/1.mat";
    static final String SESSION = "crcns-ac1/wehr/Results/20020608-mw-002/20020608-mw-002-";
    static final String OTHER_SESSION = "crcns-ac1/wehr/Results/20020610-mw-001/20020610-mw-001-";
    static final String MGB = "crcns-ac1/asari-results-1/20060301-ha2-001/20060301-ha2-001-001.mat";
    static final String A1 = "crcns-ac1/asari-results-1/20050301-ha1-003/20050301-ha1-003-001.mat";
    static final int SOUND_RATE = 16_000;
    static final int WEHR_RATE = 4000;
    static final int ASARI_RATE = 10_000;
    static final double SCALE = 0.01;

    private Ac1Form() {}

    /**
     * Two cells, of which the first heard the first sound twice and a tone, and the second each sound once. Sample {@code i} of
     * a trace is {@code base + i} hundredths of a millivolt; sounds begin with sample 41.
     */
    public static Packed wholeCell() throws IOException {
        return new Packed()
                .with(FRAGMENT, sound("samples", 100, 1, "jaguar mating call"))
                .with("crcns-ac1/wehr/Stimuli/category1/2.mat", sound("samples", 60, 2, "natural sound stream, No.2"))
                .with(SESSION + "001.mat", trial(ramp(-6500, 480), named("fragments\\1.mat", 100)))
                .with(SESSION + "002.mat", trial(ramp(-6400, 480), named("fragments/1.mat", 100)))
                .with(
                        SESSION + "003.mat",
                        trial(ramp(-6400, 480), trigger("tone", 41, "param", parameters("4 kHz", 25))))
                .with(OTHER_SESSION + "001.mat", trial(ramp(-7000, 480), described("jaguar mating call", 100)))
                .with(OTHER_SESSION + "002.mat", trial(ramp(300, 300), described("natural sound stream, No.2", 60)))
                .with(
                        "crcns-ac1/wehr/Summary.mat",
                        Mats.written(1, ByteOrder.LITTLE_ENDIAN, "Summary", Mats.row(1, 2)));
    }

    /** A cell of the thalamus with spikes 5, 22 and 103 ms after the first onset, 20 and 170 ms after the second. */
    public static Packed cellAttached() throws IOException {
        double[] trace = new double[5000];
        SplittableRandom noise = new SplittableRandom(3);
        for (int i = 0; i < trace.length; i++) {
            trace[i] = Math.rint(2000 * Math.sin(i * 0.002) + noise.nextInt(-10, 11));
        }
        for (int spike : new int[] {50, 220, 1030, 2000 + 200, 2000 + 1700}) {
            trace[100 + spike] += 400;
            trace[100 + spike + 1] -= 300;
        }
        return new Packed()
                .with("crcns-ac1/asari/Stimuli/class6/1.mat", sound("sample", 50, 1, ""))
                .with("crcns-ac1/asari/Stimuli/class6/2l.mat", sound("sample", 30, 2, ""))
                .with(MGB, session(trace, "medial geniculate body", "cell-attached"));
    }

    /** As {@link #cellAttached()}, with a cell of the cortex that was recorded from inside. */
    static Packed mixed() throws IOException {
        return cellAttached().with(A1, session(ramp(-6000, 5000), "auditory cortex", "whole-cell"));
    }

    private static byte[] session(double[] trace, String site, String type) throws IOException {
        Struct listed = Mat5.newStruct(1, 2);
        listed.set("file", 0, Mat5.newString("class6/1.mat"));
        listed.set("file", 1, Mat5.newString("class6/2l.mat"));
        Struct triggers = Mat5.newStruct(1, 3);
        String[] descriptions = {"Sequence 1: 2  1  2", "Sequence 2: 1 1 2  2  1", "tuning curve"};
        double[] durations = {110, 210, 25};
        for (int i = 0; i < descriptions.length; i++) {
            triggers.set("type", i, Mat5.newString(i == 2 ? "tone" : "naturalsound"));
            triggers.set("time", i, Mat5.newScalar(101 + 2000 * i));
            triggers.set("param", i, parameters(descriptions[i], durations[i]));
        }
        return Mats.written(
                Deflater.NO_COMPRESSION,
                ByteOrder.LITTLE_ENDIAN,
                "response",
                response(trace, ASARI_RATE),
                "triggers",
                triggers,
                "param",
                Mats.struct("recording", Mats.struct("site", site, "type", type), "stimulus", listed));
    }

    static byte[] sound(String field, double ms, long seed, String description) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        double[] samples =
                random.doubles((long) (ms * SOUND_RATE / 1000), -0.5, 0.5).toArray();
        Struct parameters = Mats.struct("sf", SOUND_RATE, "description", description);
        return Mats.written(
                Deflater.NO_COMPRESSION,
                ByteOrder.LITTLE_ENDIAN,
                "stimulus",
                Mats.struct(field, Mats.row(samples), "param", parameters));
    }

    static double[] ramp(int base, int length) {
        double[] trace = new double[length];
        for (int i = 0; i < length; i++) {
            trace[i] = base + i;
        }
        return trace;
    }

    /** Stored as the hardware gave it: integers, one column. */
    static Struct response(double[] trace, double rate) {
        Matrix column = Mat5.newMatrix(trace.length, 1, MatlabType.Int16);
        for (int i = 0; i < trace.length; i++) {
            column.setDouble(i, trace[i]);
        }
        return Mats.struct("trace", column, "scale", SCALE, "sf", rate);
    }

    static Struct parameters(String description, double durationMs) {
        return Mats.struct("description", description, "duration", durationMs, "sf", SOUND_RATE);
    }

    static Struct trigger(String type, int time, String field, Object value) {
        return Mats.struct("type", type, "time", time, field, value);
    }

    static Struct named(String file, double durationMs) {
        return Mats.struct(
                "type", "nauralsound", "time", 41, "file", file, "param", parameters("something", durationMs));
    }

    static Struct described(String description, double durationMs) {
        return trigger("naturalsound", 41, "param", parameters(description, durationMs));
    }

    static byte[] trial(double[] trace, Struct triggers) throws IOException {
        return trial(response(trace, WEHR_RATE), triggers);
    }

    static byte[] trial(Struct response, Struct triggers) throws IOException {
        return written(Deflater.NO_COMPRESSION, ByteOrder.LITTLE_ENDIAN, response, triggers);
    }

    static byte[] written(int compression, ByteOrder order, Struct response, Struct triggers) throws IOException {
        return Mats.written(compression, order, "response", response, "triggers", triggers);
    }
}
