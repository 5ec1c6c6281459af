package org.tonotopy.encoding.network.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.ForwardPass;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.ParameterLayout;

/** A row of stages; buffers are kept from step to step, so that a step allocates little more than its responses. */
final class VectorNetwork implements Network {
    private final NetworkSpec spec;
    private final NetworkShape shape;
    private final ParameterLayout layout;
    private final String backend;
    private final StageRow stages;
    private final ClipThreads threads;
    private final List<ClipRun> runs = new ArrayList<>();

    VectorNetwork(
            NetworkSpec spec,
            NetworkShape shape,
            ParameterLayout layout,
            String backend,
            StageRow stages,
            ClipThreads threads) {
        this.spec = spec;
        this.shape = shape;
        this.layout = layout;
        this.backend = backend;
        this.stages = stages;
        this.threads = threads;
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
        stages.beforeReadout().forEach(stage -> stage.load(parameters));
        stages.readout().forEach(stage -> stage.load(parameters));
        while (runs.size() < clips.size()) {
            runs.add(new ClipRun(shape, stages, layout.size()));
        }
        threads.forEach(clips.size(), place -> runs.get(place).forward(clips.get(place), dropout, place));
        return new Pass(clips.size());
    }

    private static void requireLength(String what, long found, long expected) {
        if (found != expected) {
            throw new IllegalArgumentException(what + " has " + found + " values, not " + expected);
        }
    }

    private final class Pass implements ForwardPass {
        private final int clips;

        Pass(int clips) {
            this.clips = clips;
        }

        @Override
        public List<float[]> responses() {
            return runs.subList(0, clips).stream().map(ClipRun::response).toList();
        }

        @Override
        public void parameterGradient(List<float[]> cotangents, float[] gradient) {
            requireLength("gradient", gradient.length, layout.size());
            backward(cotangents, false);
            Arrays.fill(gradient, 0);
            // In the order of the clips: a sum of floats depends on its order.
            for (ClipRun run : runs.subList(0, clips)) {
                float[] share = run.gradient();
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] += share[i];
                }
            }
        }

        @Override
        public List<float[]> inputGradients(List<float[]> cotangents) {
            backward(cotangents, true);
            return runs.subList(0, clips).stream().map(ClipRun::inputGradient).toList();
        }

        private void backward(List<float[]> cotangents, boolean toInput) {
            requireLength("cotangents", cotangents.size(), clips);
            threads.forEach(clips, place -> runs.get(place).backward(cotangents.get(place), toInput));
        }
    }
}
