package org.tonotopy.encoding.importing.nems;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Responses in a table of samples by units. The table is read twice and never held: first to see what was recorded, then for
 * the values.
 */
final class RasterResponses implements SiteResponses {

    private static final int MOST_SPIKES = 65_535;

    private final Site site;
    private final SignalDescription signal;
    private final List<Trial> trials;
    private final List<BitSet> recorded = new ArrayList<>();
    private final BitSet complete = new BitSet();
    private boolean counts = true;
    private double largest;
    private boolean gaps;

    private RasterResponses(Site site, SignalDescription signal, List<Trial> trials) {
        this.site = site;
        this.signal = signal;
        this.trials = List.copyOf(trials);
    }

    /** A trial during which the table is being read. */
    private static final class Open {
        private final int trial;
        private final long firstSample;
        private final int[] recordedBins;

        Open(int trial, long firstSample, int units) {
            this.trial = trial;
            this.firstSample = firstSample;
            this.recordedBins = new int[units];
        }
    }

    /** Takes the sample of all units in one bin of one trial. */
    @FunctionalInterface
    private interface Visitor {
        void visit(Open open, int bin, RasterReader sample) throws RecordingRejectedException;
    }

    /**
     * Reads the table to see what it holds.
     *
     * @param trials in the order of time, none of which begins before the first sample
     * @throws RecordingRejectedException where units have no names, the table has not one column for each, or a response
     *     is infinite
     */
    static RasterResponses survey(Site site, SignalDescription signal, List<Trial> trials, ReadingLimits limits)
            throws IOException, RecordingRejectedException {
        RasterResponses responses = new RasterResponses(site, signal, trials);
        String where = site.files().where(SignalFiles.RESPONSE + ".json");
        if (signal.channels().isEmpty()) {
            throw new RecordingRejectedException(List.of(Finding.error(
                    Code.NO_NEURONS, where, "It does not name its channels.", "List the units as chans.")));
        }
        if ((long) trials.size() * signal.channels().size() > limits.maxBytesInMemory()) {
            throw new RecordingRejectedException(List.of(Finding.error(
                    Code.TOO_LARGE,
                    where,
                    "It has " + signal.channels().size() + " units, and " + trials.size() + " trials.",
                    "Split the recording by units.")));
        }
        trials.forEach(trial -> responses.recorded.add(new BitSet()));
        responses.sweep(responses::look);
        if (responses.counts && responses.largest > MOST_SPIKES) {
            throw new RecordingRejectedException(List.of(Finding.error(
                    Code.COUNT_TOO_LARGE,
                    site.files().where(SignalFiles.RESPONSE + ".csv"),
                    "A unit has " + responses.largest + " spikes in one sample, more than " + MOST_SPIKES + ".",
                    "Save numbers of spikes.")));
        }
        return responses;
    }

    private void look(Open open, int bin, RasterReader sample) throws RecordingRejectedException {
        double[] values = sample.values();
        for (int unit = 0; unit < values.length; unit++) {
            double value = values[unit];
            if (Double.isInfinite(value)) {
                throw new RecordingRejectedException(List.of(Finding.error(
                        Code.NOT_FINITE_RESPONSE,
                        sample.where() + ", " + units().get(unit),
                        "The response is infinite.",
                        "Write nan where nothing was recorded.")));
            }
            if (!Double.isNaN(value)) {
                open.recordedBins[unit]++;
                counts &= value >= 0 && value == Math.rint(value);
                largest = Math.max(largest, value);
            }
        }
        int bins = trials.get(open.trial).bins();
        if (bin == bins - 1) {
            complete.set(open.trial);
            for (int unit = 0; unit < values.length; unit++) {
                recorded.get(open.trial).set(unit, open.recordedBins[unit] > 0);
                gaps |= open.recordedBins[unit] > 0 && open.recordedBins[unit] < bins;
            }
        }
    }

    private void sweep(Visitor visitor) throws IOException, RecordingRejectedException {
        int units = signal.channels().size();
        List<Open> open = new ArrayList<>();
        int next = 0;
        try (RasterReader raster = RasterReader.open(site.files(), SignalFiles.RESPONSE, Math.max(units, 1))) {
            for (long sample = 0; raster.next(); sample++) {
                if (raster.values().length < units) {
                    throw raster.wrongShape("It has " + raster.values().length + " columns, but its description names "
                            + units + " channels.");
                }
                while (next < trials.size() && firstSample(next) <= sample) {
                    open.add(new Open(next, firstSample(next), units));
                    next++;
                }
                for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
                    Open now = each.next();
                    int bin = (int) (sample - now.firstSample);
                    visitor.visit(now, bin, raster);
                    if (bin == trials.get(now.trial).bins() - 1) {
                        each.remove();
                    }
                }
            }
        }
    }

    private long firstSample(int trial) {
        return trials.get(trial).presentation().firstSample(signal.rateHz());
    }

    @Override
    public void fill(int[] neurons, Filling filling) throws IOException, RecordingRejectedException {
        sweep((open, bin, sample) -> {
            Trial trial = trials.get(open.trial);
            double[] values = sample.values();
            for (int unit = 0; unit < values.length; unit++) {
                if (isRecorded(open.trial, unit) && !Double.isNaN(values[unit])) {
                    filling.put(trial.stimulus(), neurons[unit], trial.number(), bin, values[unit]);
                }
            }
        });
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
        return signal.channels();
    }

    @Override
    public boolean areCounts() {
        return counts;
    }

    @Override
    public boolean haveGaps() {
        return gaps;
    }

    @Override
    public boolean isRecorded(int trial, int unit) {
        return recorded.get(trial).get(unit);
    }

    @Override
    public boolean isComplete(int trial) {
        return complete.get(trial);
    }
}
