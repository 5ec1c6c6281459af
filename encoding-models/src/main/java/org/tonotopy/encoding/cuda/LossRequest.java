package org.tonotopy.encoding.cuda;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.fitting.LossFunction;

/**
 * Asks for the loss of a batch and its slopes.
 *
 * @param plan the network
 * @param member its parameters and sounds
 * @param targets one for each sound
 * @param function loss of one entry
 * @param correlationWeight what the correlation weighs
 */
record LossRequest(
        NetworkPlan plan, Member member, List<float[]> targets, LossFunction function, double correlationWeight) {
    /** The share of the memory that a batch may take, so that copies of sounds and responses have room. */
    private static final double SHARE = 0.6;

    private static final int MOST_MEMBERS = 256;

    /** Whether two can be computed together. */
    boolean goesWith(LossRequest other) {
        return plan.equals(other.plan)
                && function == other.function
                && correlationWeight == other.correlationWeight
                && member.dropout().rate() == other.member.dropout().rate();
    }

    /** Whether there is room for a group. */
    boolean fits(GroupSize group, long memoryLimit) {
        return group.members() <= MOST_MEMBERS && group.fitsOneLaunch(plan) && group.bytes(plan) < SHARE * memoryLimit;
    }

    /**
     * Computes some together.
     *
     * @param requests that go with each other
     * @return one for each
     */
    static List<LossResult> compute(Lease lease, List<LossRequest> requests) {
        LossRequest first = requests.get(0);
        List<Member> members = requests.stream().map(LossRequest::member).toList();
        List<float[]> targets = new ArrayList<>();
        requests.forEach(request -> targets.addAll(request.targets()));
        NetworkRun run = lease.begin(first.plan(), members);
        double[] losses = run.lossAndWayBack(targets, first.function(), first.correlationWeight());
        float[] gradients = run.parameterGradients();
        List<LossResult> results = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            results.add(new LossResult(losses[i], gradients, i * first.plan().size()));
        }
        return results;
    }
}
