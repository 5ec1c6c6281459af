package org.tonotopy.encoding.network.nd4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.ForwardPass;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.ParameterLayout;

/** Computes one clip after another; keeps the arrays of its latest forward pass until the next. */
final class Nd4jNetwork implements Network {
    private final NetworkSpec spec;
    private final NetworkShape shape;
    private final ParameterLayout layout;
    private final String backend;
    private final DataType precision;
    private ArrayScope latest = new ArrayScope();

    Nd4jNetwork(NetworkSpec spec, NetworkShape shape, String backend, DataType precision) {
        this.spec = spec;
        this.shape = shape;
        this.layout = spec.layout(shape);
        this.backend = backend;
        this.precision = precision;
    }

    @Override
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    public NetworkShape shape() {
        return shape;
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public String backend() {
        return backend;
    }

    @Override
    public ForwardPass forward(float[] parameters, List<Clip> clips, Dropout dropout) {
        requireLength("parameters", parameters.length, layout.size());
        clips.forEach(clip -> requireLength("input", clip.input().length, (long) clip.bins() * shape.bands()));
        try (ArrayScope given = new ArrayScope()) {
            List<INDArray> inputs = clips.stream()
                    .map(clip -> given.keep(sequence(clip.input(), shape.bands())))
                    .toList();
            return new FloatPass(forward(given.keep(Nd4j.createFromArray(parameters)), inputs, dropout));
        }
    }

    /**
     * Responses in this network's own precision.
     *
     * @param parameters {@code [layout.size()]}, read only
     * @param inputs per clip {@code [bin][band]}
     */
    Pass forward(INDArray parameters, List<INDArray> inputs, Dropout dropout) {
        latest.close();
        latest = new ArrayScope();
        ParameterArrays values = new ParameterArrays(layout, latest.keep(inPrecision(parameters)));
        List<List<Activity>> clips = new ArrayList<>();
        for (int place = 0; place < inputs.size(); place++) {
            List<Activity> activities = new ArrayList<>();
            INDArray sequence = latest.keep(inPrecision(inputs.get(place)));
            for (Layer layer : Layers.of(spec, shape.frame(), values, dropout, place)) {
                Activity activity = layer.forward(sequence, latest);
                activities.add(activity);
                sequence = activity.output();
            }
            clips.add(activities);
        }
        return new Pass(clips);
    }

    private INDArray inPrecision(INDArray array) {
        return array.dataType() == precision ? array.dup('c') : array.castTo(precision);
    }

    private static INDArray sequence(float[] values, int width) {
        return Nd4j.create(values, new long[] {values.length / width, width}, 'c');
    }

    private static void requireLength(String what, long found, long expected) {
        if (found != expected) {
            throw new IllegalArgumentException(what + " has " + found + " values, not " + expected);
        }
    }

    /** A forward pass in the network's own precision; what it gives belongs to the scope that it is given. */
    final class Pass {
        private final List<List<Activity>> clips;

        Pass(List<List<Activity>> clips) {
            this.clips = clips;
        }

        /** Per clip {@code [bin][neuron]}; valid until the network's next forward pass. */
        List<INDArray> responses() {
            return clips.stream()
                    .map(activities -> activities.get(activities.size() - 1).output())
                    .toList();
        }

        /** {@code [layout.size()]}. */
        INDArray parameterGradient(List<INDArray> cotangents, ArrayScope scope) {
            return backward(cotangents, scope).parameters();
        }

        /** Per clip {@code [bin][band]}. */
        List<INDArray> inputGradients(List<INDArray> cotangents, ArrayScope scope) {
            return backward(cotangents, scope).inputs();
        }

        private Gradients backward(List<INDArray> cotangents, ArrayScope scope) {
            requireLength("cotangents", cotangents.size(), clips.size());
            INDArray parameters = scope.keep(Nd4j.zeros(precision, layout.size()));
            ParameterArrays gradient = new ParameterArrays(layout, parameters);
            List<INDArray> inputs = IntStream.range(0, clips.size())
                    .mapToObj(place -> backward(clips.get(place), cotangents.get(place), gradient, scope))
                    .toList();
            return new Gradients(parameters, inputs);
        }

        private INDArray backward(
                List<Activity> activities, INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            INDArray slope = scope.keep(inPrecision(cotangent));
            List<Activity> lastFirst = new ArrayList<>(activities);
            Collections.reverse(lastFirst);
            for (Activity activity : lastFirst) {
                slope = activity.backward(slope, gradient, scope);
            }
            return slope;
        }
    }

    private record Gradients(INDArray parameters, List<INDArray> inputs) {}

    private final class FloatPass implements ForwardPass {
        private final Pass pass;

        FloatPass(Pass pass) {
            this.pass = pass;
        }

        @Override
        public List<float[]> responses() {
            return pass.responses().stream().map(Nd4jNetwork::toFloats).toList();
        }

        @Override
        public void copyResponses(List<float[]> destinations) {
            List<float[]> responses = responses();
            requireLength("destinations", destinations.size(), responses.size());
            for (int place = 0; place < responses.size(); place++) {
                float[] response = responses.get(place);
                requireLength("destination", destinations.get(place).length, response.length);
                System.arraycopy(response, 0, destinations.get(place), 0, response.length);
            }
        }

        @Override
        public void parameterGradient(List<float[]> cotangents, float[] gradient) {
            requireLength("gradient", gradient.length, layout.size());
            try (ArrayScope scope = new ArrayScope()) {
                float[] found = toFloats(pass.parameterGradient(arrays(cotangents, scope), scope));
                System.arraycopy(found, 0, gradient, 0, gradient.length);
            }
        }

        @Override
        public List<float[]> inputGradients(List<float[]> cotangents) {
            try (ArrayScope scope = new ArrayScope()) {
                return pass.inputGradients(arrays(cotangents, scope), scope).stream()
                        .map(Nd4jNetwork::toFloats)
                        .toList();
            }
        }

        private List<INDArray> arrays(List<float[]> cotangents, ArrayScope scope) {
            return cotangents.stream()
                    .map(cotangent -> scope.keep(sequence(cotangent, shape.neurons())))
                    .toList();
        }
    }

    private static float[] toFloats(INDArray array) {
        try (ArrayScope scope = new ArrayScope()) {
            return scope.keep(array.dup('c')).data().asFloat();
        }
    }
}
