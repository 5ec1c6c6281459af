package org.tonotopy.encoding.importing.nems;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Responses as times of spikes, counted in bins from the onset of each stimulus. A unit of the recording was recorded in
 * every trial, with a spike or without.
 *
 * <p>NEMS counts in bins from the beginning of the recording and then cuts at the bin in which a stimulus begins; where
 * onsets lie on those bins, both are the same.
 */
final class SpikeTrains implements SiteResponses {

    /** Times and onsets are decimals of seconds, hours from the beginning: this much of a bin is rounding. */
    private static final double EDGE = 1e-6;

    private final Site site;
    private final List<String> units;
    private final List<Trial> trials;
    private final double dtMs;
    private final ReadingLimits limits;

    private SpikeTrains(Site site, List<String> units, List<Trial> trials, double dtMs, ReadingLimits limits) {
        this.site = site;
        this.units = List.copyOf(units);
        this.trials = List.copyOf(trials);
        this.dtMs = dtMs;
        this.limits = limits;
    }

    /**
     * Opens the file to see which units it has; those that the description does not name are left out.
     *
     * @throws RecordingRejectedException where the file cannot be read, or has no unit
     */
    static SpikeTrains survey(
            Site site, SignalDescription signal, List<Trial> trials, double dtMs, ReadingLimits limits, FindingLog log)
            throws IOException, RecordingRejectedException {
        try (SignalArrays arrays = SignalArrays.open(site.files(), SignalFiles.RESPONSE, limits)) {
            List<String> units = signal.channels().isEmpty() ? new ArrayList<>(arrays.names()) : signal.channels();
            String where = site.files().where(SignalFiles.RESPONSE + ".h5");
            if (units.isEmpty()) {
                throw new RecordingRejectedException(List.of(
                        Finding.error(Code.NO_NEURONS, where, "It has no dataset.", "Save the spikes of a unit.")));
            }
            for (String unit : units) {
                arrays.shape(unit, 1);
            }
            if (arrays.names().size() > units.size()) {
                log.notice(
                        Code.UNKNOWN_ARRAY,
                        where,
                        arrays.names().size() - units.size()
                                + " datasets are of no unit in the list of channels, and were not read.",
                        "Nothing, if these units are not wanted.");
            }
            return new SpikeTrains(site, units, trials, dtMs, limits);
        }
    }

    @Override
    public void fill(int[] neurons, Filling filling) throws IOException, RecordingRejectedException {
        try (SignalArrays arrays = SignalArrays.open(site.files(), SignalFiles.RESPONSE, limits)) {
            long spikesOfAll = 0;
            long spikesHeard = 0;
            for (int unit = 0; unit < units.size(); unit++) {
                String name = units.get(unit);
                double[] times = arrays.values(name, 1);
                spikesOfAll += times.length;
                Arrays.sort(times);
                // Sorted, what is not finite is at the ends.
                if (times.length > 0 && !(Double.isFinite(times[0]) && Double.isFinite(times[times.length - 1]))) {
                    throw arrays.rejection(
                            Code.NOT_FINITE_SPIKE_TIME,
                            name,
                            "Some of its times are NaN or infinite.",
                            "Leave out what is no spike.");
                }
                for (Trial trial : trials) {
                    int[] spikes = count(times, trial);
                    for (int bin = 0; bin < spikes.length; bin++) {
                        filling.put(trial.stimulus(), neurons[unit], trial.number(), bin, spikes[bin]);
                        spikesHeard += spikes[bin];
                    }
                }
            }
            if (spikesOfAll > 0 && spikesHeard == 0) {
                throw arrays.rejection(
                        Code.SPIKES_OUTSIDE_STIMULUS,
                        units.get(0),
                        "None of the " + spikesOfAll + " spikes of all units lies within a stimulus.",
                        "Give times in seconds, from the same beginning as the epochs.");
            }
        }
    }

    private int[] count(double[] times, Trial trial) {
        double onset = trial.presentation().startS();
        int[] spikes = new int[trial.bins()];
        int found = Arrays.binarySearch(times, onset - dtMs / 1000);
        for (int i = found < 0 ? -found - 1 : found; i < times.length; i++) {
            double bin = Math.floor((times[i] - onset) * 1000 / dtMs + EDGE);
            if (bin >= spikes.length) {
                break;
            }
            if (bin >= 0) {
                spikes[(int) bin]++;
            }
        }
        return spikes;
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public List<Trial> trials() {
        return trials;
    }

    @Override
    public List<String> units() {
        return units;
    }

    @Override
    public boolean areCounts() {
        return true;
    }

    @Override
    public boolean haveGaps() {
        return false;
    }

    @Override
    public boolean isRecorded(int trial, int unit) {
        return true;
    }

    @Override
    public boolean isComplete(int trial) {
        return true;
    }
}
