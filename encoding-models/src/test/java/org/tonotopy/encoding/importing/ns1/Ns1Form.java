package org.tonotopy.encoding.importing.ns1;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.zip.Deflater;
import org.tonotopy.encoding.importing.Packed;
import org.tonotopy.encoding.importing.mat.Mats;
import org.tonotopy.encoding.wav.WavBytes;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Struct;

/** Files of the published form, made here: two units, two sounds of 50 ms, and one sound that is not there. */
public final class Ns1Form {
    static final String TABLE = "osf/MetadataSHEnCneurons.mat";
    static final String FIRST = "exp/P01-SH.En.C/cluster.01.data.mat";
    static final String SECOND = "exp/P01-SH.En.C/cluster.02.data.mat";
    static final String SPIKES = "osf/spikesandwav/";
    static final String SOUNDS = SPIKES + "SH.En.C/";

    private Ns1Form() {}

    public static Packed published() throws IOException {
        return new Packed()
                .with(TABLE, table(SECOND, FIRST, "exp/P02/cluster.09.data.mat"))
                .with(SPIKES + FIRST, unit(new double[] {1, 1.4, 5.2, 49.4}, new double[] {49.6}))
                .with(SPIKES + SECOND, unit(new double[] {12}, new double[] {}))
                .with(SOUNDS + "source.1.sound.0.snr.0.token.0.fw.2.frozen.10", tone())
                .with(SOUNDS + "source.1.sound.0.snr.0.token.0.fw.2.frozen.2", tone());
    }

    static byte[] tone() {
        float[] samples = new float[2450];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.sin(0.2 * i);
        }
        return WavBytes.floats(48_828, samples);
    }

    static byte[] table(String... paths) throws IOException {
        Struct neuron = Mat5.newStruct(1, paths.length);
        for (int i = 0; i < paths.length; i++) {
            neuron.set("path", i, Mat5.newString(paths[i]));
            neuron.set("depth", i, Mats.row(i == 0 ? -200 : 600 + i));
            neuron.set("NoiseRatio", i, Mats.row(3.5 + i));
            neuron.set("singleT", i, Mat5.newString(i == 0 ? "Maybe" : "Yes"));
        }
        return Mats.written(Deflater.BEST_SPEED, ByteOrder.LITTLE_ENDIAN, "neuron", neuron);
    }

    /** The first two sets are of sounds that are there; the trials of the second hold no spikes. */
    static byte[] unit(double[]... trials) throws IOException {
        int[][] keys = {{1, 0, 0, 0, 2, 2}, {1, 0, 0, 0, 2, 10}, {9, 0, 0, 1, 40, 0}};
        Struct sets = Mat5.newStruct(1, keys.length);
        for (int set = 0; set < keys.length; set++) {
            Struct repeats = Mat5.newStruct(1, trials.length);
            for (int repeat = 0; repeat < trials.length; repeat++) {
                repeats.set("t", repeat, set == 1 ? Mats.row() : Mats.row(trials[repeat]));
            }
            sets.set("repeats", set, repeats);
            Struct parameters = Mat5.newStruct();
            String[] names = {"Source", "Mode", "BF", "Token", "Set", "StimID"};
            for (int i = 0; i < names.length; i++) {
                parameters.set(names[i], Mats.row(keys[set][i]));
            }
            sets.set("stim_params", set, parameters);
        }
        Struct data = Mat5.newStruct();
        data.set("set", sets);
        return Mats.written(Deflater.NO_COMPRESSION, ByteOrder.LITTLE_ENDIAN, "data", data);
    }
}
