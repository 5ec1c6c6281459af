package org.tonotopy.encoding.network.vector;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.ContrastGain;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.DynamicNetwork;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.FrequencyNormalisation;
import org.tonotopy.encoding.network.GivenChannels;
import org.tonotopy.encoding.network.HiddenActivation;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.MidbrainAdaptation;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.Prefilter;
import org.tonotopy.encoding.network.Prefiltered;
import org.tonotopy.encoding.network.ReceptiveFieldNetwork;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.ShortTermDepression;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.Transformer;

/**
 * A network as a row of stages.
 *
 * @param beforeReadout up to what the last linear map sees
 * @param readout the last linear map and what follows it
 * @param unitsBeforeReadout whether the last linear map sees units, which dropout can silence, or the stimulus itself
 */
record StageRow(List<Stage> beforeReadout, List<Stage> readout, boolean unitsBeforeReadout) {
    static StageRow of(NetworkSpec spec, NetworkShape shape, ParameterLayout layout) {
        NetworkSpec core = spec instanceof Prefiltered prefiltered ? prefiltered.network() : spec;
        StageRow row = new StageRow(
                new ArrayList<>(),
                new ArrayList<>(),
                !(core instanceof Linear || core instanceof LinearNonlinear || core instanceof ContrastGain));
        row.add(spec, shape.frame(), shape.neurons(), layout);
        if (!(core instanceof ContrastGain)) {
            row.addOutput(spec.output(), shape.neurons(), layout);
        }
        return row;
    }

    /** From the stimulus to the responses. */
    List<Stage> all() {
        List<Stage> all = new ArrayList<>(beforeReadout);
        all.addAll(readout);
        return all;
    }

    private void add(NetworkSpec spec, Frame frame, int neurons, ParameterLayout layout) {
        if (spec instanceof Linear linear) {
            readout.add(new StrfStage(linear.kernel(), frame, linear.delayBins(), neurons, layout));
        } else if (spec instanceof LinearNonlinear linear) {
            readout.add(new StrfStage(linear.kernel(), frame, linear.delayBins(), neurons, layout));
        } else if (spec instanceof ContrastGain model) {
            readout.add(new ContrastGainStage(model, frame, neurons, layout));
        } else if (spec instanceof ReceptiveFieldNetwork network) {
            add(network, frame, neurons, layout);
        } else if (spec instanceof DynamicNetwork network) {
            add(network, frame, neurons, layout);
        } else if (spec instanceof ConvolutionalNetwork network) {
            add(network, frame, neurons, layout);
        } else if (spec instanceof Transformer network) {
            beforeReadout.add(new TransformerStage(network, frame, layout));
            readout.add(readout(network.embeddingUnits(), neurons, layout));
        } else if (spec instanceof StateNet network) {
            Stage encoder = new EncoderStage(network.encoder(), frame, layout);
            beforeReadout.add(encoder);
            beforeReadout.addAll(recurrence(network.recurrence(), encoder.outputWidth(), layout));
            readout.add(readout(encoder.outputWidth(), neurons, layout));
        } else if (spec instanceof Prefiltered prefiltered) {
            if (!(prefiltered.prefilter() instanceof GivenChannels)) {
                beforeReadout.add(prefilter(prefiltered.prefilter(), frame, layout));
            }
            add(prefiltered.network(), prefiltered.prefilter().output(frame), neurons, layout);
        } else {
            throw new IllegalArgumentException("there is no network " + spec);
        }
    }

    private void add(ReceptiveFieldNetwork network, Frame frame, int neurons, ParameterLayout layout) {
        int units = network.hiddenUnits();
        beforeReadout.add(new StrfStage(network.kernel(), frame, network.delayBins(), units, layout));
        beforeReadout.add(norm(units, layout));
        beforeReadout.add(new ActivationStage(
                network.activation() == HiddenActivation.TANH ? Activation.TANH : Activation.SIGMOID, units));
        readout.add(readout(units, neurons, layout));
    }

    private void add(DynamicNetwork network, Frame frame, int neurons, ParameterLayout layout) {
        int units = network.hiddenUnits();
        beforeReadout.add(new StrfStage(network.kernel(), frame, network.delayBins(), units, layout));
        beforeReadout.add(norm(units, layout));
        beforeReadout.add(new ActivationStage(Activation.SIGMOID, units));
        beforeReadout.add(leak(network.leakBins(), units, layout.offset(ParameterNames.LEAK)));
        readout.add(readout(units, neurons, layout));
        if (network.leakingOutput()) {
            readout.add(leak(network.leakBins(), neurons, layout.offset(ParameterNames.OUTPUT_LEAK)));
        }
    }

    private void add(ConvolutionalNetwork network, Frame frame, int neurons, ParameterLayout layout) {
        int units = network.hiddenUnits();
        Stage convolutions = new ConvolutionStage(network, frame, layout);
        beforeReadout.add(convolutions);
        beforeReadout.add(new DenseStage(
                convolutions.outputWidth(),
                units,
                layout.offset(ParameterNames.HIDDEN_WEIGHT),
                layout.offset(ParameterNames.HIDDEN_BIAS)));
        beforeReadout.add(new ActivationStage(Activation.LEAKY_RELU, units));
        readout.add(readout(units, neurons, layout));
    }

    private void addOutput(OutputNonlinearity output, int neurons, ParameterLayout layout) {
        switch (output) {
            case IDENTITY -> {
                // The readout's own values.
            }
            case RELU -> readout.add(new ActivationStage(Activation.RELU, neurons));
            case SOFTPLUS -> readout.add(new ActivationStage(Activation.SOFTPLUS, neurons));
            case SOFTPLUS2 -> readout.add(new Softplus2Stage(neurons, layout));
            case SIGMOID -> readout.add(new ActivationStage(Activation.SIGMOID, neurons));
            case SIGMOID4 -> readout.add(new Sigmoid4Stage(neurons, layout, false));
            case SIGMOID4_NON_NEGATIVE -> readout.add(new Sigmoid4Stage(neurons, layout, true));
            case DEXP -> readout.add(new DoubleExponentialStage(neurons, layout, false));
            case DEXP_NON_NEGATIVE -> readout.add(new DoubleExponentialStage(neurons, layout, true));
        }
    }

    private static Stage prefilter(Prefilter prefilter, Frame frame, ParameterLayout layout) {
        if (prefilter instanceof MidbrainAdaptation adaptation) {
            return new FilterBankStage(new FixedAdaptation(adaptation), frame.bands());
        }
        if (prefilter instanceof AdapTrans adaptation) {
            return new FilterBankStage(new LearnedAdaptation(adaptation, layout), frame.bands());
        }
        if (prefilter instanceof ShortTermDepression depression) {
            return new DepressionStage(depression, layout);
        }
        if (prefilter instanceof FrequencyNormalisation) {
            return new NormStage(
                    frame.width(),
                    layout.offset(ParameterNames.INPUT_NORM_SCALE),
                    layout.offset(ParameterNames.INPUT_NORM_SHIFT));
        }
        throw new IllegalArgumentException("there is no prefilter " + prefilter);
    }

    private static List<Stage> recurrence(Recurrence recurrence, int units, ParameterLayout layout) {
        return switch (recurrence) {
            case GRU -> List.of(new GruStage(units, layout));
            case LSTM -> List.of(new LstmStage(units, layout));
            case RNN -> List.of(new RnnStage(units, layout));
            case LMU -> List.of(new LegendreMemoryStage(units, layout));
            case MAMBA -> List.of(new SelectiveStateSpaceStage(units, layout));
            case S4 ->
                List.of(
                        new DiagonalStateSpaceStage(units, layout),
                        new ActivationStage(Activation.GELU, units),
                        new DenseStage(
                                units,
                                units,
                                layout.offset(ParameterNames.MIX_WEIGHT),
                                layout.offset(ParameterNames.MIX_BIAS)));
        };
    }

    private static Stage norm(int width, ParameterLayout layout) {
        return new NormStage(width, layout.offset(ParameterNames.NORM_SCALE), layout.offset(ParameterNames.NORM_SHIFT));
    }

    private static Stage leak(int bins, int width, int leakAt) {
        return bins == 0 ? new LeakStage(width, leakAt) : new FiniteLeakStage(width, bins, leakAt);
    }

    private static Stage readout(int units, int neurons, ParameterLayout layout) {
        return new DenseStage(
                units,
                neurons,
                layout.offset(ParameterNames.READOUT_WEIGHT),
                layout.offset(ParameterNames.READOUT_BIAS));
    }
}
