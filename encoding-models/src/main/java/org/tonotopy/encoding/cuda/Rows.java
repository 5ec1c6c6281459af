package org.tonotopy.encoding.cuda;

import java.util.List;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.DropoutMask;

/**
 * Where the clips of all members lie when their bins are put behind each other.
 *
 * @param members for each member its first row and the number of its rows
 * @param clips for each clip its first row, the number of its rows and its member
 * @param seeds for each clip that of its dropout
 * @param total all rows
 * @param longestMember most rows of a member
 */
record Rows(int[] members, int[] clips, long[] seeds, int total, int longestMember) {
    private static final int OF_A_MEMBER = 2;
    private static final int OF_A_CLIP = 3;

    static Rows of(List<Member> all) {
        int clipCount = all.stream().mapToInt(member -> member.clips().size()).sum();
        int[] members = new int[OF_A_MEMBER * all.size()];
        int[] clips = new int[OF_A_CLIP * clipCount];
        long[] seeds = new long[clipCount];
        int row = 0;
        int clip = 0;
        int longest = 0;
        for (int m = 0; m < all.size(); m++) {
            Member member = all.get(m);
            int first = row;
            for (int place = 0; place < member.clips().size(); place++) {
                Clip one = member.clips().get(place);
                clips[OF_A_CLIP * clip] = row;
                clips[OF_A_CLIP * clip + 1] = one.bins();
                clips[OF_A_CLIP * clip + 2] = m;
                seeds[clip++] = DropoutMask.seed(member.dropout(), place);
                row = Math.addExact(row, one.bins());
            }
            members[OF_A_MEMBER * m] = first;
            members[OF_A_MEMBER * m + 1] = row - first;
            longest = Math.max(longest, row - first);
        }
        return new Rows(members, clips, seeds, row, longest);
    }

    /** The same clips with so many rows more before each of them. */
    Rows lengthened(int more) {
        int[] longerMembers = members.clone();
        int[] longerClips = clips.clone();
        int longest = 0;
        for (int clip = clipCount() - 1; clip >= 0; clip--) {
            longerClips[OF_A_CLIP * clip] += clip * more;
            longerClips[OF_A_CLIP * clip + 1] += more;
            int member = clips[OF_A_CLIP * clip + 2];
            longerMembers[OF_A_MEMBER * member] = longerClips[OF_A_CLIP * clip];
            longerMembers[OF_A_MEMBER * member + 1] += more;
            longest = Math.max(longest, longerMembers[OF_A_MEMBER * member + 1]);
        }
        return new Rows(longerMembers, longerClips, seeds, Math.addExact(total, clipCount() * more), longest);
    }

    int clipCount() {
        return seeds.length;
    }

    int memberCount() {
        return members.length / OF_A_MEMBER;
    }

    int firstOf(int clip) {
        return clips[OF_A_CLIP * clip];
    }
}
