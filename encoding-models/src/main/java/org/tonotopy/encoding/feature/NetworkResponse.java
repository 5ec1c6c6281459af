package org.tonotopy.encoding.feature;

import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.fitting.FittedModel;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.ForwardPass;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.Prefiltered;

/** One network with its parameters. */
public final class NetworkResponse implements DifferentiableResponse {
    private final NetworkBackend backend;
    private final NetworkSpec spec;
    private final NetworkShape shape;
    private final float[] parameters;
    private final int threads;
    private final Network network;

    /**
     * A network of any kind.
     *
     * @param backend what computes
     * @param spec what it is
     * @param shape the data that it is for
     * @param parameters laid out as {@code spec.layout(shape)} says; not copied
     * @param threads threads for one batch; results do not depend on their number
     */
    public NetworkResponse(
            NetworkBackend backend, NetworkSpec spec, NetworkShape shape, float[] parameters, int threads) {
        this.backend = backend;
        this.spec = spec;
        this.shape = shape;
        this.parameters = parameters;
        this.threads = threads;
        this.network = backend.network(spec, shape, threads);
    }

    /** A fitted model on one thread. */
    public static NetworkResponse of(FittedModel model, NetworkBackend backend) {
        return new NetworkResponse(backend, model.spec(), model.shape(), model.parameters(), 1);
    }

    @Override
    public int width() {
        return shape.bands();
    }

    @Override
    public int neurons() {
        return shape.neurons();
    }

    @Override
    public ResponsePass respond(List<Clip> inputs) {
        ForwardPass pass = network.forward(parameters, inputs, Dropout.NONE);
        return new ResponsePass() {
            @Override
            public List<float[]> responses() {
                return pass.responses();
            }

            @Override
            public List<float[]> inputGradients(List<float[]> cotangents) {
                return pass.inputGradients(cotangents);
            }
        };
    }

    @Override
    public NetworkResponse only(List<Integer> neurons) {
        return new NetworkResponse(
                backend,
                spec,
                new NetworkShape(shape.bands(), neurons.size()),
                NeuronParameters.select(spec, shape, parameters, neurons),
                threads);
    }

    @Override
    public Optional<BehindPrefilter> behindPrefilter() {
        return spec instanceof Prefiltered prefiltered
                ? Optional.of(BehindPrefilter.of(backend, prefiltered, shape, parameters, threads))
                : Optional.empty();
    }
}
