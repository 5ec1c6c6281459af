package org.tonotopy.encoding.cuda;

import org.tonotopy.encoding.network.Clip;

/**
 * How much is computed together.
 *
 * @param members networks
 * @param clips of all members
 * @param rows bins of all clips
 * @param longest most bins of a member
 */
record GroupSize(int members, long clips, long rows, long longest) {
    private static final int MOMENTS = 7;

    static GroupSize of(Member member) {
        return new GroupSize(0, 0, 0, 0).with(member);
    }

    GroupSize with(Member member) {
        long more = member.clips().stream().mapToLong(Clip::bins).sum();
        return new GroupSize(members + 1, clips + member.clips().size(), rows + more, Math.max(longest, more));
    }

    /** Whether one grid of blocks can cover it, and one array hold its slopes. */
    boolean fitsOneLaunch(NetworkPlan plan) {
        return clips <= Launch.LONGEST_SIDE
                && members * chunks(plan.shortestChunk()) <= Launch.LONGEST_SIDE
                && chunks(KernelModule.LOSS_CHUNK) <= Launch.LONGEST_SIDE
                && rows <= Integer.MAX_VALUE
                && (long) members * plan.size() <= Integer.MAX_VALUE / 2;
    }

    /** Memory that it takes, roughly, without the copies of sounds and responses that stay. */
    long bytes(NetworkPlan plan) {
        long floats = rows * (plan.bands() + 2L * plan.neurons() + 2)
                + members * (2L * plan.size() + chunks(KernelModule.LOSS_CHUNK) * 2L * MOMENTS * plan.neurons());
        long mostOfChunks = 0;
        for (Stage stage : plan.stages()) {
            Footprint one = stage.footprint();
            floats += rows * one.ofARow() + clips * one.ofAClip() + members * one.ofAMember();
            mostOfChunks = Math.max(mostOfChunks, members * chunks(one.chunk()) * one.ofAChunk());
        }
        return Float.BYTES * (floats + mostOfChunks);
    }

    /** Of each member there are as many as of the longest. */
    private long chunks(int ofRows) {
        return (longest + ofRows - 1) / ofRows;
    }
}
