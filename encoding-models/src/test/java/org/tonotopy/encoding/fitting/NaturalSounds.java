package org.tonotopy.encoding.fitting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.encoding.npz.NpzLimits;

/**
 * The NS1 recording (Harper et al. 2016) as fitting sees it: train clips 0-13 and validation clips 14-16, every repeat
 * smoothed by [0.5, 1, 0.5], the cochleagram z-scored by the train clips. The test clips are not read.
 */
final class NaturalSounds {

    private static final int TRAIN_CLIPS = 14;
    private static final int FITTED_CLIPS = 17;
    private static final double[] WINDOW = {0.5, 1, 0.5};

    private final List<FittingClip> train;
    private final List<FittingClip> validation;
    private final double[] signalPower;

    private NaturalSounds(List<FittingClip> train, List<FittingClip> validation, double[] signalPower) {
        this.train = train;
        this.validation = validation;
        this.signalPower = signalPower;
    }

    /** The recording, where the folder beside the repository has it. */
    static Optional<NaturalSounds> find() throws IOException {
        String named = System.getProperty("TONOTOPY_SHARED", System.getenv("TONOTOPY_SHARED"));
        Path folder = Path.of(named == null ? "../../shared" : named);
        Path file = folder.resolve("data").resolve("ns1.npz");
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    List<FittingClip> train() {
        return train;
    }

    List<FittingClip> validation() {
        return validation;
    }

    /** Mean over neurons of the normalised correlation of Schoppe et al. (2016) on the validation clips. */
    double validationScore(List<float[]> predictions) {
        int neurons = signalPower.length;
        double total = 0;
        int counted = 0;
        for (int neuron = 0; neuron < neurons; neuron++) {
            double n = 0;
            double p = 0;
            double y = 0;
            double pp = 0;
            double py = 0;
            for (int clip = 0; clip < predictions.size(); clip++) {
                float[] target = validation.get(clip).target();
                for (int i = neuron; i < target.length; i += neurons) {
                    double predicted = predictions.get(clip)[i];
                    n++;
                    p += predicted;
                    y += target[i];
                    pp += predicted * predicted;
                    py += predicted * target[i];
                }
            }
            double score = (py - p * y / n) / Math.sqrt((pp - p * p / n) * (n - 1) * signalPower[neuron]);
            if (signalPower[neuron] > 0 && !Double.isNaN(score)) {
                total += score;
                counted++;
            }
        }
        return total / counted;
    }

    private static NaturalSounds read(Path file) throws IOException {
        try (NpzArchive archive = NpzArchive.open(file, NpzLimits.standard())) {
            NpyArray spectrogram = archive.read("spectrogram");
            NpyArray counts = archive.read("counts");
            int bands = spectrogram.header().shape().get(1);
            int bins = spectrogram.header().shape().get(2);
            int neurons = counts.header().shape().get(1);
            int repeats = counts.header().shape().get(2);
            double mean = IntStream.range(0, TRAIN_CLIPS * bands * bins)
                    .mapToDouble(spectrogram::at)
                    .average()
                    .orElseThrow();
            double deviation = Math.sqrt(IntStream.range(0, TRAIN_CLIPS * bands * bins)
                    .mapToDouble(i -> Math.pow(spectrogram.at(i) - mean, 2))
                    .average()
                    .orElseThrow());
            List<FittingClip> clips = new ArrayList<>();
            double[] signalPower = new double[neurons];
            for (int clip = 0; clip < FITTED_CLIPS; clip++) {
                float[] input = new float[bins * bands];
                for (int band = 0; band < bands; band++) {
                    for (int bin = 0; bin < bins; bin++) {
                        double decibel = spectrogram.at((clip * bands + band) * bins + bin);
                        input[bin * bands + band] = (float) ((decibel - mean) / deviation);
                    }
                }
                float[] target = new float[bins * neurons];
                for (int neuron = 0; neuron < neurons; neuron++) {
                    double power = respond(counts, (clip * neurons + neuron) * repeats, repeats, bins, target, neuron);
                    if (clip >= TRAIN_CLIPS) {
                        signalPower[neuron] += power / (FITTED_CLIPS - TRAIN_CLIPS);
                    }
                }
                clips.add(new FittingClip(bins, input, target));
            }
            return new NaturalSounds(
                    clips.subList(0, TRAIN_CLIPS), clips.subList(TRAIN_CLIPS, FITTED_CLIPS), signalPower);
        }
    }

    /** Writes one neuron's smoothed mean response to one clip; returns its signal power (Sahani and Linden 2003). */
    private static double respond(NpyArray counts, int firstRepeat, int repeats, int bins, float[] target, int neuron) {
        int neurons = target.length / bins;
        double[] mean = new double[bins];
        double trialPower = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            double[] smoothed = new double[bins];
            for (int bin = 0; bin < bins; bin++) {
                for (int tap = -1; tap <= 1; tap++) {
                    if (bin + tap >= 0 && bin + tap < bins) {
                        smoothed[bin] += WINDOW[tap + 1] * counts.at((firstRepeat + repeat) * bins + bin + tap);
                    }
                }
                mean[bin] += smoothed[bin] / repeats;
            }
            trialPower += variance(smoothed) / repeats;
        }
        for (int bin = 0; bin < bins; bin++) {
            target[bin * neurons + neuron] = (float) mean[bin];
        }
        return (repeats * variance(mean) - trialPower) / (repeats - 1);
    }

    private static double variance(double[] values) {
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }
}
