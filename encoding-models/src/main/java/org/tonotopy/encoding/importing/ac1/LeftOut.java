package org.tonotopy.encoding.importing.ac1;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;

/** Presentations that become no trial, or a shortened one, and why; one notice for each reason. */
final class LeftOut {

    private static final int MOST_TYPES = 20;

    private final Map<String, Integer> withoutSound = new TreeMap<>();
    private final Count unknown = new Count();
    private final Count empty = new Count();
    private final Count incomplete = new Count();
    private final Count shortened = new Count();
    private final Count otherDuration = new Count();
    private final Count implausible = new Count();

    /** How often something was seen, and where first. */
    private static final class Count {
        private int times;
        private Optional<String> first = Optional.empty();

        void add(String where) {
            first = first.or(() -> Optional.of(where));
            times++;
        }
    }

    void withoutSound(String where, String type) {
        boolean room = withoutSound.containsKey(type) || withoutSound.size() < MOST_TYPES;
        withoutSound.merge(room ? type : "others", 1, Integer::sum);
        unknown.add(where);
    }

    /** No whole time bin was recorded. */
    void empty(String where) {
        empty.add(where);
    }

    /** Not all of the sound was played and recorded, and a part is of no use. */
    void incomplete(String where) {
        incomplete.add(where);
    }

    /** The trace ends before the sound does. */
    void shortened(String where) {
        shortened.add(where);
    }

    /** The file says that the sound was shorter or longer than its samples are. */
    void otherDuration(String where) {
        otherDuration.add(where);
    }

    /** A potential that no cell has. */
    void implausible(String where) {
        implausible.add(where);
    }

    void report(FindingLog log, double mostMillivolts) {
        unknown.first.ifPresent(where -> log.notice(
                Code.UNKNOWN_STIMULUS,
                where,
                unknown.times + " presentations were left out, because their sound is not below a folder Stimuli: "
                        + withoutSound + " (type=presentations).",
                "Nothing for tones and noise, which were made while they were played; add other sounds."));
        empty.first.ifPresent(where -> log.notice(
                Code.NOTHING_RECORDED,
                where,
                empty.times + " presentations were left out, because no whole time bin of them was recorded.",
                "Nothing, if the recording was stopped there."));
        incomplete.first.ifPresent(where -> log.notice(
                Code.NOTHING_RECORDED,
                where,
                incomplete.times
                        + " presentations were left out, because they were not recorded from the beginning of the"
                        + " sound to its end.",
                "Nothing, if the recording was stopped there."));
        shortened.first.ifPresent(where -> log.notice(
                Code.MISMATCHED_BINS,
                where,
                shortened.times + " traces end before their sound does; what is missing is not recorded.",
                "Nothing, if the recording was stopped there."));
        otherDuration.first.ifPresent(where -> log.notice(
                Code.MISMATCHED_BINS,
                where,
                otherDuration.times + " sounds were played for another duration than their samples have; what comes"
                        + " after the shorter of the two is not recorded.",
                "Check that these are the sounds that were played."));
        implausible.first.ifPresent(where -> log.notice(
                Code.IMPLAUSIBLE_POTENTIAL,
                where,
                implausible.times + " trials go beyond " + mostMillivolts + " mV, which no membrane does.",
                "Check that they were recorded in current clamp, that their scale makes millivolts, and whether the seal"
                        + " was lost."));
    }
}
