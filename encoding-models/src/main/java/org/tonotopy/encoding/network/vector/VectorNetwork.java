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
import org.tonotopy.encoding.parallel.ParallelLoop;

/** A row of stages; buffers are kept from step to step, so that a step allocates next to nothing. */
final class VectorNetwork implements Network {
    private final NetworkSpec spec;
    private final NetworkShape shape;
    private final ParameterLayout layout;
    private final String backend;
    private final StageRow stages;
    private final List<Stage> row;
    private final ParallelLoop threads;
    private final List<Leg> legs;
    private final List<ClipRun> runs = new ArrayList<>();
    private final List<ClipGroup> groups = new ArrayList<>();

    VectorNetwork(
            NetworkSpec spec,
            NetworkShape shape,
            ParameterLayout layout,
            String backend,
            StageRow stages,
            ParallelLoop threads) {
        this.spec = spec;
        this.shape = shape;
        this.layout = layout;
        this.backend = backend;
        this.stages = stages;
        this.threads = threads;
        this.row = stages.all();
        this.legs = Leg.of(row);
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
        row.forEach(stage -> stage.load(parameters));
        while (runs.size() < clips.size()) {
            runs.add(new ClipRun(shape, stages, layout.size()));
        }
        for (int place = 0; place < clips.size(); place++) {
            runs.get(place).begin(clips.get(place), dropout, place);
        }
        Pass pass = new Pass(clips.size());
        pass.forward();
        return pass;
    }

    private static void requireLength(String what, long found, long expected) {
        if (found != expected) {
            throw new IllegalArgumentException(what + " has " + found + " values, not " + expected);
        }
    }

    /**
     * Stages from one place in the row up to below another.
     *
     * @param together whether clips pass it in groups
     */
    private record Leg(int from, int to, boolean together) {
        static List<Leg> of(List<Stage> stages) {
            List<Leg> legs = new ArrayList<>();
            int from = 0;
            for (int i = 0; i < stages.size(); i++) {
                if (stages.get(i) instanceof RecurrentStage) {
                    if (from < i) {
                        legs.add(new Leg(from, i, false));
                    }
                    legs.add(new Leg(i, i + 1, true));
                    from = i + 1;
                }
            }
            if (from < stages.size()) {
                legs.add(new Leg(from, stages.size(), false));
            }
            return legs;
        }
    }

    private final class Pass implements ForwardPass {
        private final int clips;

        Pass(int clips) {
            this.clips = clips;
        }

        void forward() {
            if (eachByItself()) {
                threads.forEach(clips, place -> runs.get(place).forward(0, row.size()));
                return;
            }
            ClipGroup.fill(groups, runs.subList(0, clips), threads.threads());
            for (Leg leg : legs) {
                if (leg.together()) {
                    threads.forEach(groups.size(), group -> groups.get(group).forward(leg.from()));
                } else {
                    threads.forEach(clips, place -> runs.get(place).forward(leg.from(), leg.to()));
                }
            }
        }

        /** With a thread for every clip, waiting for each other costs more than sharing weights saves. */
        private boolean eachByItself() {
            return clips <= threads.threads();
        }

        @Override
        public List<float[]> responses() {
            List<float[]> responses = new ArrayList<>();
            for (ClipRun run : runs.subList(0, clips)) {
                responses.add(new float[run.bins() * shape.neurons()]);
            }
            copyResponses(responses);
            return responses;
        }

        @Override
        public void copyResponses(List<float[]> destinations) {
            requireLength("destinations", destinations.size(), clips);
            for (int place = 0; place < clips; place++) {
                requireLength(
                        "destination",
                        destinations.get(place).length,
                        (long) runs.get(place).bins() * shape.neurons());
            }
            threads.forEach(clips, place -> runs.get(place).copyResponse(destinations.get(place)));
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
            for (int place = 0; place < clips; place++) {
                requireLength(
                        "cotangent",
                        cotangents.get(place).length,
                        (long) runs.get(place).bins() * shape.neurons());
                runs.get(place).beginBack(cotangents.get(place), toInput);
            }
            if (eachByItself()) {
                threads.forEach(clips, place -> runs.get(place).backward(0, row.size()));
                return;
            }
            for (int i = legs.size() - 1; i >= 0; i--) {
                Leg leg = legs.get(i);
                if (leg.together()) {
                    threads.forEach(groups.size(), group -> groups.get(group).backward(leg.from()));
                } else {
                    threads.forEach(clips, place -> runs.get(place).backward(leg.from(), leg.to()));
                }
            }
        }
    }
}
