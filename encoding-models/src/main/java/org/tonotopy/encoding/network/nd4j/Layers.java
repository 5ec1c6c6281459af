package org.tonotopy.encoding.network.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.ContrastGain;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.DropoutMask;
import org.tonotopy.encoding.network.DynamicNetwork;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.FrequencyNormalisation;
import org.tonotopy.encoding.network.GivenChannels;
import org.tonotopy.encoding.network.HiddenActivation;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.MidbrainAdaptation;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.Prefilter;
import org.tonotopy.encoding.network.Prefiltered;
import org.tonotopy.encoding.network.ReceptiveFieldNetwork;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.ShortTermDepression;
import org.tonotopy.encoding.network.SiteMask;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.Transformer;

/** The layers that make up a network. */
final class Layers {
    private final List<Layer> row = new ArrayList<>();
    private final ParameterArrays parameters;
    private final Dropout dropout;
    private final int place;

    private Layers(ParameterArrays parameters, Dropout dropout, int place) {
        this.parameters = parameters;
        this.dropout = dropout;
        this.place = place;
    }

    /**
     * The layers in the order in which a clip passes them.
     *
     * @param spec the network
     * @param frame what it sees of one bin
     * @param parameters their parameters
     * @param dropout what is silenced before the readout
     * @param place the clip's place in the batch
     */
    static List<Layer> of(NetworkSpec spec, Frame frame, ParameterArrays parameters, Dropout dropout, int place) {
        Layers layers = new Layers(parameters, dropout, place);
        layers.add(spec, frame);
        if (!(spec instanceof ContrastGain)) {
            layers.addOutput(spec.output());
        }
        return layers.row;
    }

    private void add(NetworkSpec spec, Frame frame) {
        // A readout that sees the stimulus itself has no units to silence.
        if (spec instanceof Linear linear) {
            row.add(new DelayFilter(linear.kernel(), frame, linear.delayBins(), parameters));
        } else if (spec instanceof LinearNonlinear linear) {
            row.add(new DelayFilter(linear.kernel(), frame, linear.delayBins(), parameters));
        } else if (spec instanceof ContrastGain model) {
            row.add(new ContrastGainOutput(model, frame, parameters));
        } else if (spec instanceof ReceptiveFieldNetwork network) {
            row.add(new DelayFilter(network.kernel(), frame, network.delayBins(), parameters));
            row.add(new ChannelNormalisation(parameters));
            row.add(network.activation() == HiddenActivation.TANH ? Pointwise.TANH : Pointwise.SIGMOID);
            addReadout();
        } else if (spec instanceof DynamicNetwork network) {
            row.add(new DelayFilter(network.kernel(), frame, network.delayBins(), parameters));
            row.add(new ChannelNormalisation(parameters));
            row.add(Pointwise.SIGMOID);
            row.add(leak(network.leakBins(), ParameterNames.LEAK));
            addReadout();
            if (network.leakingOutput()) {
                row.add(leak(network.leakBins(), ParameterNames.OUTPUT_LEAK));
            }
        } else if (spec instanceof ConvolutionalNetwork network) {
            add(network, frame);
        } else if (spec instanceof Transformer network) {
            add(network);
        } else if (spec instanceof StateNet network) {
            row.add(new FrameEncoding(network.encoder(), frame, parameters));
            row.add(new ChannelNormalisation(parameters));
            row.add(Pointwise.SIGMOID);
            row.addAll(recurrence(network.recurrence()));
            addReadout();
        } else if (spec instanceof Prefiltered prefiltered) {
            if (!(prefiltered.prefilter() instanceof GivenChannels)) {
                row.add(prefilter(prefiltered.prefilter()));
            }
            add(prefiltered.network(), prefiltered.prefilter().output(frame));
        } else {
            throw new IllegalArgumentException("there is no network " + spec);
        }
    }

    private void add(ConvolutionalNetwork network, Frame frame) {
        row.add(new LeadingSilence(network.layers() * (network.kernelBins() - 1)));
        Frame below = frame;
        for (int layer = 1; layer <= network.layers(); layer++) {
            row.add(new Convolution(layer, below, parameters));
            row.add(new ChannelNormalisation(
                    parameters,
                    ParameterNames.convolutionNormScale(layer),
                    ParameterNames.convolutionNormShift(layer)));
            row.add(Pointwise.LEAKY_RELU);
            below = new Frame(network.channels(), network.positions(layer, frame.bands()));
        }
        row.add(new Affine(parameters, ParameterNames.HIDDEN_WEIGHT, ParameterNames.HIDDEN_BIAS));
        row.add(Pointwise.LEAKY_RELU);
        addReadout();
    }

    private void add(Transformer network) {
        row.add(new Affine(parameters, ParameterNames.EMBEDDING_WEIGHT, ParameterNames.EMBEDDING_BIAS));
        row.add(new PatchWindows(parameters));
        row.add(new Residual(
                new SelfAttention(network.windowBins(), parameters, mask(network, SiteMask.Site.ATTENTION_WEIGHTS)),
                new Affine(parameters, ParameterNames.ATTENTION_OUTPUT_WEIGHT, ParameterNames.ATTENTION_OUTPUT_BIAS),
                silencing(network, SiteMask.Site.ATTENTION)));
        row.add(new ChannelNormalisation(
                parameters, ParameterNames.ATTENTION_NORM_SCALE, ParameterNames.ATTENTION_NORM_SHIFT));
        row.add(new Residual(
                new Affine(
                        parameters, ParameterNames.FEED_FORWARD_HIDDEN_WEIGHT, ParameterNames.FEED_FORWARD_HIDDEN_BIAS),
                Pointwise.RELU,
                silencing(network, SiteMask.Site.FEED_FORWARD_UNITS),
                new Affine(
                        parameters, ParameterNames.FEED_FORWARD_OUTPUT_WEIGHT, ParameterNames.FEED_FORWARD_OUTPUT_BIAS),
                silencing(network, SiteMask.Site.FEED_FORWARD)));
        row.add(new ChannelNormalisation(
                parameters, ParameterNames.FEED_FORWARD_NORM_SCALE, ParameterNames.FEED_FORWARD_NORM_SHIFT));
        row.add(new PatchMean(network.windowBins()));
        addReadout();
    }

    private Layer silencing(Transformer network, SiteMask.Site site) {
        SiteMask mask = mask(network, site);
        return new Silencing(kept -> mask.fill(0, kept, 0, kept.length));
    }

    private SiteMask mask(Transformer network, SiteMask.Site site) {
        return new SiteMask(site, network.dropout(), dropout, place);
    }

    private Layer prefilter(Prefilter prefilter) {
        if (prefilter instanceof MidbrainAdaptation adaptation) {
            return new FixedBank(adaptation, parameters);
        }
        if (prefilter instanceof AdapTrans adaptation) {
            return new LearnedBank(adaptation, parameters);
        }
        if (prefilter instanceof ShortTermDepression depression) {
            return new Depression(depression, parameters);
        }
        if (prefilter instanceof FrequencyNormalisation) {
            return new ChannelNormalisation(
                    parameters, ParameterNames.INPUT_NORM_SCALE, ParameterNames.INPUT_NORM_SHIFT);
        }
        throw new IllegalArgumentException("there is no prefilter " + prefilter);
    }

    private Layer leak(int bins, String name) {
        return bins == 0 ? new Leak(parameters, name) : new FiniteLeak(parameters, name, bins);
    }

    private List<Layer> recurrence(Recurrence recurrence) {
        return switch (recurrence) {
            case GRU -> List.of(new GatedRecurrence(parameters));
            case LSTM -> List.of(new LongShortTermMemory(parameters));
            case RNN -> List.of(new PlainRecurrence(parameters));
            case LMU -> List.of(new LegendreMemoryUnit(parameters));
            case MAMBA -> List.of(new Residual(new SelectiveBranch(parameters)));
            case S4 ->
                List.of(
                        new DiagonalModes(parameters),
                        Pointwise.GELU,
                        new Affine(parameters, ParameterNames.MIX_WEIGHT, ParameterNames.MIX_BIAS));
        };
    }

    private void addReadout() {
        if (dropout.rate() > 0) {
            row.add(new Silencing(mask -> DropoutMask.fill(dropout, place, mask)));
        }
        row.add(new Affine(parameters, ParameterNames.READOUT_WEIGHT, ParameterNames.READOUT_BIAS));
    }

    private void addOutput(OutputNonlinearity output) {
        switch (output) {
            case IDENTITY -> {
                // The readout's own values.
            }
            case RELU -> row.add(Pointwise.RELU);
            case SOFTPLUS -> row.add(Pointwise.SOFTPLUS);
            case SOFTPLUS2 -> row.add(new Softplus2(parameters));
            case SIGMOID -> row.add(Pointwise.SIGMOID);
            case SIGMOID4 -> row.add(Saturation.sigmoid4(parameters, false));
            case SIGMOID4_NON_NEGATIVE -> row.add(Saturation.sigmoid4(parameters, true));
            case DEXP -> row.add(Saturation.doubleExponential(parameters, false));
            case DEXP_NON_NEGATIVE -> row.add(Saturation.doubleExponential(parameters, true));
        }
    }
}
