package org.tonotopy.encoding.cuda;

import java.util.List;
import java.util.SplittableRandom;
import org.tonotopy.encoding.fitting.BatchLoss;
import org.tonotopy.encoding.fitting.FittingClip;
import org.tonotopy.encoding.fitting.LossFunction;
import org.tonotopy.encoding.fitting.LossNetwork;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.ForwardPass;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.vector.VectorBackend;

/**
 * Proves a graphics processor by computing: loss and slopes of a small fit come out as on the processor. It takes a few
 * milliseconds once the kernels are compiled.
 */
public final class CudaProof {
    private static final StateNet NETWORK =
            new StateNet(new LocallyConnectedEncoder(7, 3, 7), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2);
    private static final NetworkShape SHAPE = new NetworkShape(34, 5);
    private static final int[] BINS = {90, 40};
    private static final double CORRELATION_WEIGHT = 0.1;
    private static final Dropout DROPOUT = new Dropout(0.2, 1, 1);
    private static final double TOLERANCE = 1e-4;

    private final LossNetwork network;
    private final float[] parameters = InitialParameters.draw(NETWORK, SHAPE, 1);
    private final List<FittingClip> batch;
    private final float[] expected = new float[parameters.length];
    private final double expectedLoss;

    /** Computes on the processor what has to come out. */
    public CudaProof(CudaDevice device) {
        VectorBackend processor = new VectorBackend();
        this.network = (LossNetwork) new CudaBackend(device, processor).network(NETWORK, SHAPE, 1);
        SplittableRandom random = new SplittableRandom(1);
        this.batch = List.of(clip(BINS[0], random), clip(BINS[1], random));
        ForwardPass pass = processor.network(NETWORK, SHAPE, 1).forward(parameters, FittingClip.inputs(batch), DROPOUT);
        List<float[]> cotangents =
                batch.stream().map(clip -> new float[clip.target().length]).toList();
        this.expectedLoss = new BatchLoss(LossFunction.POISSON, CORRELATION_WEIGHT, SHAPE.neurons())
                .valueAndCotangents(pass.responses(), batch, cotangents);
        pass.parameterGradient(cotangents, expected);
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
        float[] found = new float[parameters.length];
        double loss =
                network.lossAndGradient(parameters, batch, DROPOUT, LossFunction.POISSON, CORRELATION_WEIGHT, found);
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
            throw new GpuUnavailableException(
                    "The graphics processor computes wrongly: in a small fit its loss is off by " + ofLoss
                            + " and its slopes by " + ofSlopes + " of their size; look at its driver and its memory");
        }
    }
}
