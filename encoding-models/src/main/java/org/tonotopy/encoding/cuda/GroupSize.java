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
    boolean fitsOneLaunch(StateNetPlan plan) {
        return clips <= Launch.LONGEST_SIDE
                && members * chunks(StateNetRun.CHUNK) <= Launch.LONGEST_SIDE
                && chunks(StateNetRun.LOSS_CHUNK) <= Launch.LONGEST_SIDE
                && rows <= Integer.MAX_VALUE
                && (long) members * plan.size() <= Integer.MAX_VALUE / 2;
    }

    /** Memory that it takes, roughly, without the copies of sounds and responses that stay. */
    long bytes(StateNetPlan plan) {
        long ofARow =
                plan.bands() + 7L * plan.hidden() + 2L * plan.units() + plan.positions() + 2L * plan.neurons() + 1;
        long ofAChunk = Math.max((long) plan.neurons(), plan.units()) * (plan.hidden() + 1);
        long ofALossChunk = 2L * MOMENTS * plan.neurons();
        long ofAMember = 3L * plan.size()
                + (long) plan.units() * plan.hidden()
                + chunks(StateNetRun.CHUNK) * ofAChunk
                + chunks(StateNetRun.LOSS_CHUNK) * ofALossChunk;
        return Float.BYTES * (rows * ofARow + members * ofAMember);
    }

    /** Of each member there are as many as of the longest. */
    private long chunks(int ofRows) {
        return (longest + ofRows - 1) / ofRows;
    }
}
