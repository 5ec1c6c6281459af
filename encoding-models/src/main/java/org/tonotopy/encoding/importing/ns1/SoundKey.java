package org.tonotopy.encoding.importing.ns1;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.importing.mat.MatStructs;

/**
 * What tells the sounds of NS1 apart. The name of a WAV file and the parameters that stand beside the spikes spell the same
 * six numbers, in the same order: {@code source.1.sound.0.snr.0.token.0.fw.2.frozen.3} is what was played where
 * {@code Source} is 1, {@code Mode}, {@code BF} and {@code Token} are 0, {@code Set} is 2 and {@code StimID} is 3.
 */
record SoundKey(int source, int mode, int bestFrequency, int token, int set, int stimulus)
        implements Comparable<SoundKey> {
    private static final Pattern FILE = Pattern.compile(
            "source\\.(\\d{1,6})\\.sound\\.(\\d{1,6})\\.snr\\.(\\d{1,6})\\.token\\.(\\d{1,6})\\.fw\\.(\\d{1,6})\\.frozen\\.(\\d{1,6})"
                    + "(?:\\.wav)?",
            Pattern.CASE_INSENSITIVE);
    private static final Comparator<SoundKey> ORDER = Comparator.comparingInt(SoundKey::source)
            .thenComparingInt(SoundKey::mode)
            .thenComparingInt(SoundKey::bestFrequency)
            .thenComparingInt(SoundKey::token)
            .thenComparingInt(SoundKey::set)
            .thenComparingInt(SoundKey::stimulus);

    /** The sound in a file of this name; empty where it is no name of a sound. */
    static Optional<SoundKey> ofFile(String fileName) {
        Matcher name = FILE.matcher(fileName);
        return name.matches()
                ? Optional.of(new SoundKey(
                        Integer.parseInt(name.group(1)),
                        Integer.parseInt(name.group(2)),
                        Integer.parseInt(name.group(3)),
                        Integer.parseInt(name.group(4)),
                        Integer.parseInt(name.group(5)),
                        Integer.parseInt(name.group(6))))
                : Optional.empty();
    }

    /** The sound that was played while the spikes were recorded. */
    static SoundKey ofParameters(MatStructs parameters, String where) throws MatRefusedException {
        return new SoundKey(
                number(parameters, "Source", where),
                number(parameters, "Mode", where),
                number(parameters, "BF", where),
                number(parameters, "Token", where),
                number(parameters, "Set", where),
                number(parameters, "StimID", where));
    }

    private static int number(MatStructs parameters, String field, String where) throws MatRefusedException {
        return (int)
                parameters.get(0, field, where).asNumbers(where + "." + field).scalar(where + "." + field);
    }

    /** As the WAV files spell it. */
    String name() {
        return "source." + source + ".sound." + mode + ".snr." + bestFrequency + ".token." + token + ".fw." + set
                + ".frozen." + stimulus;
    }

    @Override
    public int compareTo(SoundKey other) {
        return ORDER.compare(this, other);
    }
}
