package org.tonotopy.encoding.network.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clips of a batch that pass recurrent stages together, the longest first. */
final class ClipGroup {
    /** More clips than this gain nothing, for their product with the weights is as fast as it gets. */
    private static final int MOST_CLIPS = 8;

    private final int room;
    private final List<ClipRun> clips = new ArrayList<>();
    /** By the stage's place in the row. */
    private final Map<Integer, RecurrentGroup> buffers = new HashMap<>();

    private ClipGroup(int room) {
        this.room = room;
    }

    /**
     * Spreads a batch over groups of one size, as many as the threads or a multiple of them.
     *
     * @param groups those of the last batch, whose buffers serve again where the size is the same
     */
    static void fill(List<ClipGroup> groups, List<ClipRun> batch, int threads) {
        int rounds = ceiling(batch.size(), threads * MOST_CLIPS);
        int size = ceiling(batch.size(), rounds * threads);
        int count = ceiling(batch.size(), size);
        if (!groups.isEmpty() && groups.get(0).room != size) {
            groups.clear();
        }
        while (groups.size() < count) {
            groups.add(new ClipGroup(size));
        }
        groups.subList(count, groups.size()).clear();
        List<ClipRun> longestFirst = new ArrayList<>(batch);
        longestFirst.sort(Comparator.comparingInt(ClipRun::bins).reversed());
        for (int group = 0; group < count; group++) {
            List<ClipRun> clips = groups.get(group).clips;
            clips.clear();
            clips.addAll(longestFirst.subList(group * size, Math.min(batch.size(), (group + 1) * size)));
        }
    }

    private static int ceiling(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /** Brings all clips through a recurrent stage. */
    void forward(int stage) {
        List<RecurrentClip> entered = new ArrayList<>();
        for (ClipRun clip : clips) {
            entered.add(clip.enter(stage));
        }
        buffers(stage, entered).forward(entered);
    }

    /** Brings all clips back through it. */
    void backward(int stage) {
        List<RecurrentClip> entered = new ArrayList<>();
        for (ClipRun clip : clips) {
            entered.add(clip.enterBack(stage));
        }
        buffers(stage, entered).backward(entered);
    }

    private RecurrentGroup buffers(int stage, List<RecurrentClip> entered) {
        return buffers.computeIfAbsent(stage, place -> entered.get(0).group(room));
    }
}
