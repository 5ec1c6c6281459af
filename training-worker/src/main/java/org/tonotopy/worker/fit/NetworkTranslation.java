package org.tonotopy.worker.fit;

import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.ContrastGain;
import org.tonotopy.encoding.network.ContrastReference;
import org.tonotopy.encoding.network.ConvolutionalEncoder;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.DenseEncoder;
import org.tonotopy.encoding.network.DynamicNetwork;
import org.tonotopy.encoding.network.Encoder;
import org.tonotopy.encoding.network.FilterKernel;
import org.tonotopy.encoding.network.FrequencyNormalisation;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.GaussianKernel;
import org.tonotopy.encoding.network.HiddenActivation;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.MidbrainAdaptation;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Prefiltered;
import org.tonotopy.encoding.network.ReceptiveFieldNetwork;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.SeparableKernel;
import org.tonotopy.encoding.network.ShortTermDepression;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.Transformer;
import org.tonotopy.registry.catalogue.Specification;

/** From the catalogue's words to the network that they mean. */
final class NetworkTranslation {
    private NetworkTranslation() {}

    /**
     * The network of a complete specification.
     *
     * @param model complete
     * @param sounds that it will be fitted to, which adaptation, depression and contrast depend on
     * @throws IllegalArgumentException if the catalogue of the release that made it knew other things than this one, or
     *     if a prefilter is not defined for the bands
     */
    static NetworkSpec network(Specification model, TrainSounds sounds) {
        NetworkSpec network = core(model, sounds);
        return switch (model.choice("prefilter")) {
            case "none" -> network;
            case "ic-adaptation" ->
                new Prefiltered(MidbrainAdaptation.forBands(sounds.centerFrequenciesHz(), sounds.dtMs()), network);
            case "adaptrans" ->
                new Prefiltered(AdapTrans.forBands(sounds.centerFrequenciesHz(), sounds.dtMs()), network);
            case "stp" ->
                new Prefiltered(ShortTermDepression.measure(sounds.clips(), sounds.bands(), sounds.dtMs()), network);
            case "frequency-normalisation" -> new Prefiltered(new FrequencyNormalisation(), network);
            default -> throw unknown(model, "prefilter");
        };
    }

    private static NetworkSpec core(Specification model, TrainSounds sounds) {
        return switch (model.kind()) {
            case "linear" -> new Linear(model.whole("delay_bins"), kernel(model));
            case "ln" -> linearNonlinear(model, sounds);
            case "nrf" ->
                new ReceptiveFieldNetwork(
                        model.whole("delay_bins"),
                        kernel(model),
                        model.whole("hidden_units"),
                        Words.constant(HiddenActivation.class, model, "activation"),
                        output(model));
            case "dnet" ->
                new DynamicNetwork(
                        model.whole("delay_bins"),
                        kernel(model),
                        model.whole("hidden_units"),
                        leakBins(model),
                        model.flag("leaking_output"),
                        output(model));
            case "cnn2d" ->
                new ConvolutionalNetwork(
                        model.whole("layers"),
                        model.whole("kernel_bands"),
                        model.whole("kernel_bins"),
                        model.whole("channels"),
                        model.whole("hidden_units"),
                        output(model));
            case "transformer" ->
                new Transformer(
                        model.whole("window_bins"),
                        model.whole("embedding_units"),
                        model.whole("feed_forward_units"),
                        model.real("dropout"),
                        output(model));
            case "statenet" ->
                new StateNet(encoder(model), Words.constant(Recurrence.class, model, "recurrence"), output(model));
            default -> throw new IllegalArgumentException("this worker knows no model " + model.kind());
        };
    }

    private static NetworkSpec linearNonlinear(Specification model, TrainSounds sounds) {
        int delayBins = model.whole("delay_bins");
        if (!model.isOn("contrast_gain")) {
            return new LinearNonlinear(delayBins, kernel(model), output(model));
        }
        int contrastBins = model.whole("contrast_bins");
        return new ContrastGain(
                delayBins,
                kernel(model),
                output(model),
                contrastBins,
                ContrastReference.measure(sounds.clips(), sounds.bands(), contrastBins));
    }

    private static FilterKernel kernel(Specification model) {
        return switch (model.choice("kernel")) {
            case "full" -> new FullKernel();
            case "separable" -> new SeparableKernel(model.whole("rank"));
            case "gaussian" -> new GaussianKernel(model.whole("gaussians"));
            default -> throw unknown(model, "kernel");
        };
    }

    private static int leakBins(Specification model) {
        return switch (model.choice("leak")) {
            case "recursive" -> 0;
            case "finite" -> model.whole("leak_bins");
            default -> throw unknown(model, "leak");
        };
    }

    private static Encoder encoder(Specification model) {
        return switch (model.choice("encoder")) {
            case "locally-connected" ->
                new LocallyConnectedEncoder(
                        model.whole("kernel_bands"), model.whole("stride_bands"), model.whole("channels"));
            case "conv" ->
                new ConvolutionalEncoder(
                        model.whole("kernel_bands"), model.whole("stride_bands"), model.whole("channels"));
            case "dense" -> new DenseEncoder(model.whole("hidden_units"));
            default -> throw unknown(model, "encoder");
        };
    }

    private static OutputNonlinearity output(Specification model) {
        OutputNonlinearity output = Words.constant(OutputNonlinearity.class, model, "output");
        if (!model.isOn("non_negative")) {
            return output;
        }
        return switch (output) {
            case SIGMOID4 -> OutputNonlinearity.SIGMOID4_NON_NEGATIVE;
            case DEXP -> OutputNonlinearity.DEXP_NON_NEGATIVE;
            default -> throw unknown(model, "output");
        };
    }

    private static IllegalArgumentException unknown(Specification model, String hyperparameter) {
        return new IllegalArgumentException(
                model.kind() + "." + hyperparameter + ": this worker does not know " + model.choice(hyperparameter));
    }
}
