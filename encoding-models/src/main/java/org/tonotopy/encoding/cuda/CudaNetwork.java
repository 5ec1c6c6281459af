package org.tonotopy.encoding.cuda;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tonotopy.encoding.fitting.FittingClip;
import org.tonotopy.encoding.fitting.LossFunction;
import org.tonotopy.encoding.fitting.LossNetwork;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.ForwardPass;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.ParameterLayout;

/** A network on a graphics processor. Nothing of it stays there but what a batch left in the workspace. */
final class CudaNetwork implements LossNetwork {
    private final CudaDevice device;
    private final NetworkPlan plan;
    private final String backend;

    CudaNetwork(CudaDevice device, NetworkPlan plan, String backend) {
        this.device = device;
        this.plan = plan;
        this.backend = backend;
    }

    @Override
    public NetworkSpec spec() {
        return plan.network();
    }

    @Override
    public NetworkShape shape() {
        return plan.shape();
    }

    @Override
    public ParameterLayout layout() {
        return plan.layout();
    }

    @Override
    public String backend() {
        return backend;
    }

    @Override
    public double lossAndGradient(
            float[] parameters,
            List<FittingClip> batch,
            Dropout dropout,
            LossFunction function,
            double correlationWeight,
            float[] gradient) {
        requireLength("gradient", gradient.length, plan.size());
        List<Clip> clips = FittingClip.inputs(batch);
        requireFit(parameters, clips);
        List<float[]> targets = batch.stream().map(FittingClip::target).toList();
        requireResponses("target", targets, clips);
        LossResult result = device.loss(
                new LossRequest(plan, new Member(parameters, clips, dropout), targets, function, correlationWeight));
        System.arraycopy(result.gradients(), result.from(), gradient, 0, gradient.length);
        return result.loss();
    }

    @Override
    public ForwardPass forward(float[] parameters, List<Clip> clips, Dropout dropout) {
        requireFit(parameters, clips);
        return new Pass(new Member(parameters, clips, dropout));
    }

    private void requireFit(float[] parameters, List<Clip> clips) {
        requireLength("parameters", parameters.length, plan.size());
        clips.forEach(clip -> requireLength("input", clip.input().length, (long) clip.bins() * plan.bands()));
    }

    private void requireResponses(String what, List<float[]> given, List<Clip> clips) {
        requireLength(what + "s", given.size(), clips.size());
        for (int i = 0; i < given.size(); i++) {
            requireLength(what, given.get(i).length, (long) clips.get(i).bins() * plan.neurons());
        }
    }

    private static void requireLength(String what, long found, long expected) {
        if (found != expected) {
            throw new IllegalArgumentException(what + " has " + found + " values, not " + expected);
        }
    }

    /** A batch that goes forward when it is first asked for something, and again where another was in the workspace since. */
    private final class Pass implements ForwardPass {
        private final Member member;
        private Optional<NetworkRun> run = Optional.empty();

        Pass(Member member) {
            this.member = member;
        }

        private NetworkRun inWorkspace(Lease lease) {
            if (run.isEmpty() || !lease.isLeftWith(this)) {
                NetworkRun fresh = lease.begin(plan, List.of(member));
                fresh.forward();
                lease.leaveWith(this);
                run = Optional.of(fresh);
            }
            return run.get();
        }

        private List<float[]> arrays(int width) {
            return member.clips().stream()
                    .map(clip -> new float[clip.bins() * width])
                    .toList();
        }

        @Override
        public List<float[]> responses() {
            List<float[]> responses = arrays(plan.neurons());
            copyResponses(responses);
            return responses;
        }

        @Override
        public void copyResponses(List<float[]> destinations) {
            requireResponses("destination", destinations, member.clips());
            device.call(lease -> {
                inWorkspace(lease).responses(destinations);
                return destinations;
            });
        }

        @Override
        public void parameterGradient(List<float[]> cotangents, float[] gradient) {
            requireLength("gradient", gradient.length, plan.size());
            float[] found = goBack(cotangents, gone -> gone.parameterGradients(cotangents));
            System.arraycopy(found, 0, gradient, 0, gradient.length);
        }

        @Override
        public List<float[]> inputGradients(List<float[]> cotangents) {
            List<float[]> gradients = arrays(plan.bands());
            return goBack(cotangents, gone -> {
                gone.inputGradients(cotangents, gradients);
                return gradients;
            });
        }

        /** A way back leaves nothing that another could begin from. */
        private <T> T goBack(List<float[]> cotangents, Function<NetworkRun, T> way) {
            requireResponses("cotangent", cotangents, member.clips());
            return device.call(lease -> {
                NetworkRun gone = inWorkspace(lease);
                lease.spoil();
                return way.apply(gone);
            });
        }
    }
}
