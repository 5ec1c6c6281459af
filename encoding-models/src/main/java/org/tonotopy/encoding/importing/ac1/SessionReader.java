package org.tonotopy.encoding.importing.ac1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tonotopy.encoding.cochleagram.Cochleagram;
import org.tonotopy.encoding.cochleagram.Waveform;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.importing.RecordingDraft;
import org.tonotopy.encoding.importing.SpikeCounter;
import org.tonotopy.encoding.importing.TraceKeeper;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Makes a recording of sessions of one kind. Every file is read once: what is kept of it, means or times of spikes, is small.
 * A cell hears a sound as often as it is presented, in the order of files and triggers.
 */
final class SessionReader {

    private static final double EDGE = 1e-9;
    private static final double MOST_MILLIVOLTS = 200;

    private final Ac1Files files;
    private final ImportSettings settings;
    private final FindingLog log;
    private final RecordingDraft draft;
    private final SoundLibrary library;
    private final LeftOut leftOut = new LeftOut();
    private final Map<String, Optional<Heard>> stimuli = new HashMap<>();
    private final Map<String, Integer> neurons = new HashMap<>();
    private final Map<List<Integer>, Integer> trials = new HashMap<>();
    private final List<Trial> kept = new ArrayList<>();
    private long keptNumbers;
    private long spikes;

    /** A sound that is a stimulus already. */
    private record Heard(int stimulus, int bins, double durationMs, double rateHz) {}

    /** @param numbers the mean potential of each bin, or milliseconds from the onset of the sound to each spike */
    private record Trial(int stimulus, int neuron, int trial, double[] numbers) {}

    SessionReader(Ac1Files files, ImportSettings settings, FindingLog log) {
        this.files = files;
        this.settings = settings;
        this.log = log;
        this.draft = new RecordingDraft(settings, settings.frontEnd().centerFrequenciesHz(), log);
        this.library = new SoundLibrary(files, log);
    }

    Recording read(List<Session> sessions) throws IOException, RecordingRejectedException {
        boolean counts = sessions.get(0).setup().cellAttached();
        for (Session session : sessions) {
            for (ArchiveEntry entry : session.files()) {
                try {
                    read(session, entry, files.open(entry), counts);
                } catch (MatRefusedException refused) {
                    log.add(refused.finding(entry.name()));
                }
            }
        }
        leftOut.report(log, MOST_MILLIVOLTS);
        return counts ? counted() : traced();
    }

    private void read(Session session, ArchiveEntry entry, MatFile file, boolean counts)
            throws IOException, MatRefusedException, RecordingRejectedException {
        List<Presentation> presentations = Presentation.read(file);
        Trace trace = Trace.read(file, files.mostSamples());
        if (!trace.hasSampleInEvery(dtMs())) {
            throw new MatRefusedException(
                    Code.BAD_TIME_STEP,
                    "response.sf",
                    "At " + trace.rateHz() + " Hz there are bins of " + dtMs() + " ms without a sample.",
                    "Choose a larger dt_ms.");
        }
        Setup setup = Setup.read(file);
        double[] spikeTimesMs = counts ? spikeTimesMs(trace) : new double[0];
        for (Presentation presentation : presentations) {
            Optional<PlayedSound> sound = library.find(presentation, setup);
            if (sound.isEmpty()) {
                leftOut.withoutSound(entry.name(), presentation.type());
                continue;
            }
            Optional<Heard> heard = heard(sound.get());
            if (heard.isPresent()) {
                requireSameRate(presentation, heard.get(), sound.get());
                int bins = playedBins(presentation, heard.get(), entry);
                Optional<double[]> numbers = counts
                        ? spikes(
                                trace,
                                spikeTimesMs,
                                presentation.onset(),
                                heard.get().bins() == bins ? bins : 0,
                                entry)
                        : means(trace, presentation.onset(), bins, entry);
                if (numbers.isPresent()) {
                    keep(session, heard.get().stimulus(), numbers.get(), entry);
                }
            }
        }
    }

    private Optional<Heard> heard(PlayedSound sound) throws IOException, RecordingRejectedException {
        Optional<Heard> known = stimuli.get(sound.name());
        if (known == null) {
            Optional<Waveform> waveform = library.read(sound);
            known = waveform.isPresent() ? Optional.of(add(sound, waveform.get())) : Optional.empty();
            stimuli.put(sound.name(), known);
        }
        return known;
    }

    private Heard add(PlayedSound sound, Waveform waveform) throws RecordingRejectedException {
        int stimulus = draft.addSound(
                sound.name(),
                Optional.of(sound.kind()),
                waveform,
                sound.parts().get(0).name());
        return new Heard(stimulus, Cochleagram.bins(waveform, dtMs()), waveform.durationMs(), waveform.sampleRateHz());
    }

    private static void requireSameRate(Presentation presentation, Heard heard, PlayedSound sound)
            throws MatRefusedException {
        double played = presentation.soundRateHz().orElse(heard.rateHz());
        if (!PublishedFields.sameRate(played, heard.rateHz())) {
            throw new MatRefusedException(
                    Code.MIXED_SAMPLE_RATES,
                    "triggers.param.sf",
                    "The sound " + sound.name() + " was played at " + played + " Hz, and stored at " + heard.rateHz()
                            + " Hz.",
                    "Correct the one that is wrong: a sound at another rate has another pitch.");
        }
    }

    /** How many bins of a sound were played. */
    private int playedBins(Presentation presentation, Heard heard, ArchiveEntry entry) {
        OptionalDouble duration = presentation.durationMs();
        if (duration.isEmpty() || Math.abs(duration.getAsDouble() - heard.durationMs()) < dtMs()) {
            return heard.bins();
        }
        leftOut.otherDuration(entry.name());
        return (int) Math.max(0, Math.min(heard.bins(), Math.floor(duration.getAsDouble() / dtMs() + EDGE)));
    }

    private Optional<double[]> means(Trace trace, int onset, int bins, ArchiveEntry entry) {
        double[] means = trace.means(onset, bins, dtMs());
        boolean recorded = false;
        boolean implausible = false;
        for (double mean : means) {
            if (Math.abs(mean) > Float.MAX_VALUE) {
                log.error(
                        Code.NOT_FINITE_RESPONSE,
                        entry.name(),
                        "The trace is infinite, or larger than any potential, after sample " + (onset + 1) + ".",
                        "Save NaN for what was not recorded.");
                return Optional.empty();
            }
            recorded |= !Double.isNaN(mean);
            implausible |= Math.abs(mean) > MOST_MILLIVOLTS;
        }
        if (!recorded) {
            leftOut.empty(entry.name());
            return Optional.empty();
        }
        if (!trace.covers(onset, bins, dtMs())) {
            leftOut.shortened(entry.name());
        }
        if (implausible) {
            leftOut.implausible(entry.name());
        }
        return Optional.of(means);
    }

    private static double[] spikeTimesMs(Trace trace) throws MatRefusedException {
        double[] samples = trace.samples();
        for (int i = 0; i < samples.length; i++) {
            if (!Double.isFinite(samples[i])) {
                throw new MatRefusedException(
                        Code.NOT_FINITE_RESPONSE,
                        "response.trace",
                        "Sample " + (i + 1) + " is " + samples[i] + ", and no spike can be looked for beside it.",
                        "Cut the trace there into two files.");
            }
        }
        return Arrays.stream(SpikeDetector.detect(samples, trace.rateHz()))
                .mapToDouble(sample -> 1000.0 * sample / trace.rateHz())
                .toArray();
    }

    private Optional<double[]> spikes(Trace trace, double[] timesMs, int onset, int bins, ArchiveEntry entry) {
        // Counts say nothing about bins that were not recorded, so that a trial is whole or none.
        if (bins == 0 || !trace.covers(onset, bins, dtMs())) {
            leftOut.incomplete(entry.name());
            return Optional.empty();
        }
        double onsetMs = 1000.0 * onset / trace.rateHz();
        double[] within = new double[timesMs.length];
        int count = 0;
        for (double timeMs : timesMs) {
            double sinceOnset = timeMs - onsetMs + EDGE;
            if (sinceOnset >= 0 && sinceOnset < bins * dtMs()) {
                within[count++] = sinceOnset;
            }
        }
        spikes += count;
        return Optional.of(Arrays.copyOf(within, count));
    }

    private void keep(Session session, int stimulus, double[] numbers, ArchiveEntry entry)
            throws RecordingRejectedException {
        keptNumbers += numbers.length;
        if (keptNumbers > settings.limits().maxBytesInMemory() / (2 * Double.BYTES)) {
            throw log.rejection(
                    Code.TOO_LARGE,
                    entry.name(),
                    "The responses up to this file take half of the memory that a recording may have.",
                    "Split the recording by cells, or choose a larger dt_ms.");
        }
        Integer neuron = neurons.get(session.folder());
        if (neuron == null) {
            neuron = draft.addNeuron(new Neuron(
                    session.cell(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    session.setup().area(),
                    Optional.empty()));
            neurons.put(session.folder(), neuron);
        }
        int trial = trials.merge(List.of(neuron, stimulus), 1, Integer::sum) - 1;
        draft.recordTrial(stimulus, neuron, trial);
        kept.add(new Trial(stimulus, neuron, trial, numbers));
    }

    private Recording traced() throws RecordingRejectedException {
        TraceKeeper traces = draft.keepTraces();
        for (Trial trial : kept) {
            for (int bin = 0; bin < trial.numbers().length; bin++) {
                traces.set(trial.stimulus(), trial.neuron(), trial.trial(), bin, (float) trial.numbers()[bin]);
            }
        }
        return traces.finish();
    }

    private Recording counted() throws RecordingRejectedException {
        log.notice(
                Code.DETECTED_SPIKES,
                "response.trace",
                spikes + " spikes were found in the traces, where they go beyond five times the noise.",
                "Look at some traces: the published files hold no times of spikes to compare with.");
        SpikeCounter counter = draft.countSpikes();
        for (Trial trial : kept) {
            for (double timeMs : trial.numbers()) {
                counter.add(trial.stimulus(), trial.neuron(), trial.trial(), timeMs);
            }
        }
        return counter.finish();
    }

    private double dtMs() {
        return settings.metadata().dtMs();
    }
}
