package org.tonotopy.encoding.cuda;

import java.util.List;
import java.util.SplittableRandom;
import org.tonotopy.encoding.fitting.BatchLoss;
import org.tonotopy.encoding.fitting.FittingClip;
import org.tonotopy.encoding.fitting.LossFunction;
import org.tonotopy.encoding.fitting.LossNetwork;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.DynamicNetwork;
import org.tonotopy.encoding.network.ForwardPass;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.vector.VectorBackend;

/**
 * Proves a graphics processor by computing: loss and slopes of small fits that start every kernel of the default models come out as
 * on the processor. It takes a few milliseconds once the kernels are compiled.
 */
public final class CudaProof {
    private static final OutputNonlinearity OUTPUT = OutputNonlinearity.SOFTPLUS2;
    private static final List<NetworkSpec> NETWORKS = List.of(
            new StateNet(new LocallyConnectedEncoder(7, 3, 7), Recurrence.GRU, OUTPUT),
            new DynamicNetwork(6, new FullKernel(), 5, 0, false, OUTPUT),
            new ConvolutionalNetwork(2, 3, 4, 5, 6, OUTPUT));
    private static final NetworkShape SHAPE = new NetworkShape(34, 5);
    private static final int[] BINS = {90, 40};
    private static final double CORRELATION_WEIGHT = 0.1;
    private static final Dropout DROPOUT = new Dropout(0.2, 1, 1);
    private static final double TOLERANCE = 1e-4;

    private final List<FittingClip> batch;
    private final List<Trial> trials;

    /** Computes on the processor what has to come out. */
    public CudaProof(CudaDevice device) {
        SplittableRandom random = new SplittableRandom(1);
        this.batch = List.of(clip(BINS[0], random), clip(BINS[1], random));
        this.trials =
                NETWORKS.stream().map(network -> new Trial(network, device)).toList();
    }

    private static FittingClip clip(int bins, SplittableRandom random) {
        return new FittingClip(bins, values(bins * SHAPE.bands(), random), values(bins * SHAPE.neurons(), random));
    }

    private static float[] values(int size, SplittableRandom random) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    /**
     * Computes and compares.
     *
     * @throws GpuUnavailableException with a sentence for people, where something else comes out or nothing does
     */
    public void prove() {
        trials.forEach(Trial::prove);
    }

    /** One network, and what has to come out of its fit. */
    private final class Trial {
        private final LossNetwork network;
        private final float[] parameters;
        private final float[] expected;
        private final double expectedLoss;

        Trial(NetworkSpec spec, CudaDevice device) {
            VectorBackend processor = new VectorBackend();
            this.network = (LossNetwork) new CudaBackend(device, processor).network(spec, SHAPE, 1);
            this.parameters = InitialParameters.draw(spec, SHAPE, 1);
            this.expected = new float[parameters.length];
            ForwardPass pass =
                    processor.network(spec, SHAPE, 1).forward(parameters, FittingClip.inputs(batch), DROPOUT);
            List<float[]> cotangents =
                    batch.stream().map(clip -> new float[clip.target().length]).toList();
            this.expectedLoss = new BatchLoss(LossFunction.POISSON, CORRELATION_WEIGHT, SHAPE.neurons())
                    .valueAndCotangents(pass.responses(), batch, cotangents);
            pass.parameterGradient(cotangents, expected);
        }

        void prove() {
            float[] found = new float[parameters.length];
            double loss = network.lossAndGradient(
                    parameters, batch, DROPOUT, LossFunction.POISSON, CORRELATION_WEIGHT, found);
            double difference = 0;
            double size = 0;
            for (int i = 0; i < found.length; i++) {
                difference += Math.pow(found[i] - expected[i], 2);
                size += Math.pow(expected[i], 2);
            }
            double ofLoss = Math.abs(loss / expectedLoss - 1);
            double ofSlopes = Math.sqrt(difference / size);
            // Not a number is not small either.
            if (!(ofLoss < TOLERANCE && ofSlopes < TOLERANCE)) {
                throw new GpuUnavailableException("The graphics processor computes wrongly: in a small fit of "
                        + network.spec().getClass().getSimpleName() + " its loss is off by " + ofLoss
                        + " and its slopes by " + ofSlopes + " of their size; look at its driver and its memory");
            }
        }
    }
}
