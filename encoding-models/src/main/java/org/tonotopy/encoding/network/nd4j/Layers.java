package org.tonotopy.encoding.network.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.Dropout;
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
import org.tonotopy.encoding.network.StateNet;

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
        layers.addOutput(spec.output());
        return layers.row;
    }

    private void add(NetworkSpec spec, Frame frame) {
        // A readout that sees the stimulus itself has no units to silence.
        if (spec instanceof Linear linear) {
            row.add(new DelayFilter(linear.kernel(), frame, linear.delayBins(), parameters));
        } else if (spec instanceof LinearNonlinear linear) {
            row.add(new DelayFilter(linear.kernel(), frame, linear.delayBins(), parameters));
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
        } else if (spec instanceof StateNet network) {
            row.add(new FrameEncoding(network.encoder(), frame, parameters));
            row.add(new ChannelNormalisation(parameters));
            row.add(Pointwise.SIGMOID);
            row.add(recurrence(network.recurrence()));
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

    private Layer prefilter(Prefilter prefilter) {
        if (prefilter instanceof MidbrainAdaptation adaptation) {
            return new FixedBank(adaptation, parameters);
        }
        if (prefilter instanceof AdapTrans adaptation) {
            return new LearnedBank(adaptation, parameters);
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

    private Layer recurrence(Recurrence recurrence) {
        return switch (recurrence) {
            case GRU -> new GatedRecurrence(parameters);
            case LSTM -> new LongShortTermMemory(parameters);
            case RNN -> new PlainRecurrence(parameters);
        };
    }

    private void addReadout() {
        if (dropout.rate() > 0) {
            row.add(new Silencing(dropout, place));
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
