package org.tonotopy.encoding.importing.nems;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tonotopy.encoding.importing.archive.NaturalOrder;
import org.tonotopy.encoding.importing.nems.SignalDescription.Form;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * The sounds of all recordings, in the natural order of their names. A sound is what the signal holds at its first
 * presentation; it is as long as its shortest presentation.
 */
final class Cochleagrams {

    /** NEMS writes 18 digits of a double, and HDF5 may have had floats: beyond this, two sounds are two. */
    private static final double ROUNDING = 1e-5;

    private final ReadingLimits limits;
    private final FindingLog log;
    private final TreeMap<String, Sound> sounds = new TreeMap<>(new NaturalOrder());
    private final Set<String> unlike = new TreeSet<>();
    private final Set<String> shortened = new TreeSet<>();
    private final Map<String, Integer> shortest = new HashMap<>();
    private final Map<String, Integer> longest = new HashMap<>();
    private int bands;
    private int sites;
    private int unlikePresentations;
    private long floats;

    /**
     * A sound as the file has it.
     *
     * @param site the number of the recording that it was taken from
     * @param where the file
     * @param bins its length
     * @param levels time-major
     */
    private record Sound(int site, String where, int bins, float[] levels) {}

    /** A sound that is ready. */
    record Cut(String name, int bins, float[] levels, String where) {}

    Cochleagrams(ReadingLimits limits, FindingLog log) {
        this.limits = limits;
        this.log = log;
    }

    /** Reads the sounds of a recording, and how long its presentations are. */
    void read(Site site, double rateHz) throws IOException, RecordingRejectedException {
        sites++;
        for (Presentation presentation : site.presentations()) {
            int samples = (int) Math.min(Integer.MAX_VALUE, presentation.samples(rateHz));
            if (samples > 0) {
                shortest.merge(presentation.stimulus(), samples, Math::min);
                longest.merge(presentation.stimulus(), samples, Math::max);
            }
        }
        if (site.stimulus().isPresent()) {
            if (site.stimulus().get().form() == Form.RASTER) {
                readRaster(site, rateHz);
            } else {
                readTiles(site);
            }
        }
    }

    private void readRaster(Site site, double rateHz) throws IOException, RecordingRejectedException {
        float[] levels = new float[1 << 16];
        int channels;
        int used = 0;
        try (RasterReader raster = RasterReader.open(site.files(), SignalFiles.STIMULUS, limits.maxBands())) {
            while (raster.next()) {
                double[] values = raster.values();
                if (used + values.length > levels.length) {
                    requireRoom(2L * levels.length, site);
                    levels = Arrays.copyOf(levels, 2 * levels.length);
                }
                for (double value : values) {
                    levels[used++] = (float) value;
                }
            }
            channels = raster.values().length;
            requireBands(channels, site);
        }
        for (Presentation presentation : site.presentations()) {
            long first = presentation.firstSample(rateHz);
            long samples = presentation.samples(rateHz);
            if (first >= 0 && samples > 0 && (first + samples) * channels <= used) {
                add(site, presentation.stimulus(), levels, (int) first * channels, (int) samples);
            }
        }
    }

    private void readTiles(Site site) throws IOException, RecordingRejectedException {
        List<String> others = new ArrayList<>();
        try (SignalArrays tiles = SignalArrays.open(site.files(), SignalFiles.STIMULUS, limits)) {
            for (String name : tiles.names()) {
                if (!name.startsWith(EpochTable.PREFIX)) {
                    others.add(name);
                    continue;
                }
                List<Integer> shape = tiles.shape(name, 2);
                int bins = shape.get(1);
                requireBands(shape.get(0), site);
                double[] values = tiles.values(name, 2);
                float[] levels = new float[values.length];
                for (int i = 0; i < values.length; i++) {
                    levels[i % bins * bands + i / bins] = (float) values[i];
                }
                add(site, name.substring(EpochTable.PREFIX.length()), levels, 0, bins);
            }
        }
        if (!others.isEmpty()) {
            log.notice(
                    Code.UNKNOWN_ARRAY,
                    site.files().where(SignalFiles.STIMULUS + ".h5"),
                    others.size() + " datasets are of no STIM_ epoch, and were not read.",
                    "Nothing, if they are no stimuli.");
        }
    }

    private void requireBands(int channels, Site site) throws RecordingRejectedException {
        if (bands == 0 && channels <= limits.maxBands()) {
            bands = channels;
        }
        if (channels != bands || channels == 0) {
            throw log.rejection(
                    Code.WRONG_SHAPE,
                    where(site),
                    "A sound in it has " + channels + " channels, others have " + bands
                            + "; all need as many, from 1 to " + limits.maxBands() + ".",
                    "Import recordings with other cochleagrams on their own.");
        }
    }

    private void requireRoom(long more, Site site) throws RecordingRejectedException {
        if ((floats + more) * Float.BYTES > limits.maxBytesInMemory() / 2) {
            throw log.rejection(
                    Code.TOO_LARGE,
                    where(site),
                    "The sounds up to here need more than " + limits.maxBytesInMemory() / 2 + " bytes.",
                    "Split the recording.");
        }
    }

    private void add(Site site, String name, float[] levels, int from, int bins) throws RecordingRejectedException {
        Sound known = sounds.get(name);
        if (known == null) {
            int length = bins * bands;
            requireRoom(length, site);
            floats += length;
            sounds.put(name, new Sound(sites, where(site), bins, Arrays.copyOfRange(levels, from, from + length)));
            if (sounds.size() > limits.maxStimuli()) {
                throw log.rejection(
                        Code.TOO_LARGE,
                        where(site),
                        "There are more than " + limits.maxStimuli() + " stimuli.",
                        "Split the recording.");
            }
            return;
        }
        int common = Math.min(known.bins(), bins);
        if (!alike(known.levels(), levels, from, common * bands)) {
            if (known.site() == sites) {
                unlikePresentations++;
            } else {
                unlike.add(name);
            }
        }
        if (known.bins() != bins) {
            shortened.add(name);
            sounds.put(name, new Sound(known.site(), known.where(), common, known.levels()));
        }
    }

    /** Whether the levels of two sounds are the same but for rounding; where one is NaN, so must be the other. */
    private static boolean alike(float[] known, float[] other, int from, int length) {
        float peak = 0;
        for (int i = 0; i < length; i++) {
            peak = Math.max(peak, Math.abs(known[i]));
        }
        for (int i = 0; i < length; i++) {
            boolean same = Float.isNaN(known[i])
                    ? Float.isNaN(other[from + i])
                    : Math.abs(known[i] - other[from + i]) <= ROUNDING * peak;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** Number of frequency bands; 0 before a sound was read. */
    int bands() {
        return bands;
    }

    /** The names of all sounds, in order. */
    List<String> names() {
        return List.copyOf(sounds.keySet());
    }

    /** Whether some level is below zero, as no energy is. */
    boolean hasNegativeLevels() {
        return sounds.values().stream().anyMatch(sound -> {
            for (float level : sound.levels()) {
                if (level < 0) {
                    return true;
                }
            }
            return false;
        });
    }

    /** The sounds as long as they can be used, in order; says what was found about them. */
    List<Cut> cut() throws RecordingRejectedException {
        List<Cut> ready = new ArrayList<>();
        sounds.forEach((name, sound) -> {
            int bins = Math.min(
                    sound.bins(), Optional.ofNullable(shortest.get(name)).orElse(sound.bins()));
            if (bins < Optional.ofNullable(longest.get(name)).orElse(bins) || bins < sound.bins()) {
                shortened.add(name);
            }
            ready.add(new Cut(name, bins, Arrays.copyOf(sound.levels(), bins * bands), sound.where()));
        });
        report();
        return ready;
    }

    private void report() throws RecordingRejectedException {
        if (!unlike.isEmpty()) {
            throw log.rejection(
                    Code.DIFFERING_SOUNDS,
                    unlike.iterator().next(),
                    unlike.size() + " stimuli have another sound in another recording; this is the first.",
                    "Import these recordings on their own, or give different sounds different names.");
        }
        if (unlikePresentations > 0) {
            log.notice(
                    Code.DIFFERING_SOUNDS,
                    SignalFiles.STIMULUS,
                    unlikePresentations + " presentations of a stimulus have another cochleagram than its first one,"
                            + " which was taken for all of them.",
                    "Check that the epochs of each stimulus are of one sound.");
        }
        if (!shortened.isEmpty()) {
            log.notice(
                    Code.MISMATCHED_BINS,
                    shortened.iterator().next(),
                    shortened.size() + " stimuli were cut to their shortest presentation or cochleagram; this is the"
                            + " first.",
                    "Nothing, if what follows is silence.");
        }
    }

    private static String where(Site site) {
        boolean raster = site.stimulus().map(SignalDescription::form).orElse(Form.RASTER) == Form.RASTER;
        return site.files().where(SignalFiles.STIMULUS + (raster ? ".csv" : ".h5"));
    }
}
