package org.tonotopy.encoding.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.response.InputScaling;

/**
 * A recording of neurons whose rates are known: sounds that vary fast and slowly, and Poisson spikes in every repeat. The
 * target of each clip is the mean of its repeats.
 */
public final class PoissonNeurons {

    /** Neurons whose rates follow from the sound by an equation. */
    public interface Rates {
        int bands();

        int neurons();

        /**
         * Expected spikes in each bin.
         *
         * @param input {@code bins * bands}, time-major
         * @return {@code bins * neurons}, time-major
         */
        double[] of(float[] input, int bins);
    }

    /** Time constant of the slow half of the sound. */
    private static final double SLOW_BINS = 10;

    private final Rates rates;
    private final int repeats;
    private final SplittableRandom random;
    private final List<FittingClip> train = new ArrayList<>();
    private final List<FittingClip> validation = new ArrayList<>();

    /**
     * Records the neurons.
     *
     * @param bins of each clip
     * @param trainClips to learn from; two more stop the fit
     */
    public PoissonNeurons(Rates rates, int bins, int trainClips, int repeats, long seed) {
        this.rates = rates;
        this.repeats = repeats;
        this.random = new SplittableRandom(seed);
        for (int clip = 0; clip < trainClips; clip++) {
            train.add(clip(bins));
        }
        for (int clip = 0; clip < 2; clip++) {
            validation.add(clip(bins));
        }
    }

    /** Fits a model to them by Poisson likelihood. */
    public CompletedFit fit(NetworkSpec spec, double learningRate, int epochs) {
        GradientDescent recipe = new GradientDescent(
                LossFunction.POISSON,
                learningRate,
                0,
                0,
                1,
                epochs,
                epochs,
                0,
                0,
                new LearningRateSchedule.Cosine(0.05),
                Initialisation.RANDOM);
        FitRequest request =
                new FitRequest(spec, recipe, train, validation, this::score, new InputScaling(40, 12), 1, 1);
        return (CompletedFit) new Fitter(Backends.tested()).fit(request, FitListener.silent());
    }

    /** The sounds to learn from. */
    public List<Clip> sounds() {
        return train.stream().map(clip -> new Clip(clip.bins(), clip.input())).toList();
    }

    private FittingClip clip(int bins) {
        float[] input = new float[bins * rates.bands()];
        double kept = Math.exp(-1 / SLOW_BINS);
        double[] slow = new double[rates.bands()];
        for (int i = 0; i < input.length; i++) {
            int band = i % rates.bands();
            slow[band] = kept * slow[band] + Math.sqrt(1 - kept * kept) * random.nextGaussian();
            input[i] = (float) ((slow[band] + random.nextGaussian()) / Math.sqrt(2));
        }
        double[] expected = rates.of(input, bins);
        float[] target = new float[expected.length];
        for (int i = 0; i < target.length; i++) {
            int spikes = 0;
            for (int repeat = 0; repeat < repeats; repeat++) {
                spikes += poisson(expected[i]);
            }
            target[i] = (float) spikes / repeats;
        }
        return new FittingClip(bins, input, target);
    }

    /** Knuth's product of uniform numbers. */
    private int poisson(double mean) {
        double bound = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > bound; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** Mean over neurons of the correlation over the validation clips. */
    private double score(List<float[]> predictions) {
        NeuronMoments moments = new NeuronMoments(rates.neurons());
        for (int clip = 0; clip < predictions.size(); clip++) {
            float[] target = validation.get(clip).target();
            for (int i = 0; i < target.length; i++) {
                moments.add(i % rates.neurons(), predictions.get(clip)[i], target[i]);
            }
        }
        double sum = 0;
        for (int neuron = 0; neuron < rates.neurons(); neuron++) {
            sum += moments.correlation(neuron) / rates.neurons();
        }
        return sum;
    }
}
