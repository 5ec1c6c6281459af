package org.tonotopy.encoding.importing.nems;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.importing.RecordingDraft;
import org.tonotopy.encoding.importing.UnusedFiles;
import org.tonotopy.encoding.importing.nems.SignalDescription.Form;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/** One archive of NEMS on its way to a recording. */
final class NemsReading {

    private final NestedArchives archives;
    private final ImportSettings settings;
    private final double rateHz;
    private final FindingLog log = new FindingLog();
    private final Map<String, Integer> stimuli = new HashMap<>();
    private final Set<String> unknownStimuli = new HashSet<>();
    private int unknownPresentations;
    private int outside;
    private int nextTrial;

    NemsReading(NestedArchives archives, ImportSettings settings) {
        this.archives = archives;
        this.settings = settings;
        this.rateHz = 1000 / settings.metadata().dtMs();
    }

    Recording read() throws IOException, RecordingRejectedException {
        log.notice(
                Code.UNTESTED_FORMAT,
                "archive",
                "The importer of NEMS recordings was written from the format as it is published, and has not been tested on"
                        + " a real file.",
                "Compare some responses with those that NEMS reads, before results rest on them.");
        List<Site> sites = sites();
        Cochleagrams sounds = sounds(sites);
        List<Cochleagrams.Cut> cut = sounds.cut();
        FilterBank bank = FilterBank.of(sites, sounds.bands(), settings.metadata(), log);
        compress(cut, bank, sites, sounds);
        for (String name : sounds.names()) {
            stimuli.put(name, stimuli.size());
        }
        List<SiteResponses> responses = withoutAverages(responses(sites, cut));
        RecordingDraft draft = new RecordingDraft(settings, bank.centerFrequenciesHz(), log);
        StimulusKinds kinds = new StimulusKinds(responses, cut.size());
        for (int stimulus = 0; stimulus < cut.size(); stimulus++) {
            Cochleagrams.Cut sound = cut.get(stimulus);
            draft.addCochleagram(
                    sound.name(),
                    Optional.of(kinds.of(stimulus, sound.name())),
                    sound.bins(),
                    sound.levels(),
                    sound.where() + ", " + sound.name());
        }
        List<int[]> neurons = declare(responses, draft);
        report();
        Filling filling = filling(responses, draft);
        for (int i = 0; i < responses.size(); i++) {
            responses.get(i).fill(neurons.get(i), filling);
        }
        return filling.finish();
    }

    private List<Site> sites() throws IOException, RecordingRejectedException {
        UnusedFiles unused = new UnusedFiles();
        List<SignalFiles> files = SignalFiles.of(archives, unused);
        if (files.isEmpty()) {
            throw log.rejection(
                    Code.MISSING_FILE,
                    "archive",
                    "There is no recording of NEMS in it: no file is called NAME.stim.json or NAME.resp.json.",
                    "Save the recording by NEMS as a tgz, and send that.");
        }
        List<Site> sites = new ArrayList<>();
        for (SignalFiles recording : files) {
            try {
                sites.add(Site.read(recording, settings));
            } catch (RecordingRejectedException refused) {
                refused.findings().forEach(log::add);
            }
        }
        log.rejectIfWrong();
        unused.report(log);
        return sites;
    }

    private Cochleagrams sounds(List<Site> sites) throws IOException, RecordingRejectedException {
        Cochleagrams sounds = new Cochleagrams(settings.limits(), log);
        for (Site site : sites) {
            sounds.read(site, rateHz);
        }
        if (sounds.names().isEmpty()) {
            throw log.rejection(
                    Code.NO_STIMULI,
                    SignalFiles.STIMULUS,
                    "There is no signal stim with the cochleagram of a stimulus in the archive.",
                    "Add the recording that has it: responses alone cannot be used.");
        }
        return sounds;
    }

    private void compress(List<Cochleagrams.Cut> cut, FilterBank bank, List<Site> sites, Cochleagrams sounds) {
        boolean normalised =
                sites.stream().flatMap(site -> site.stimulus().stream()).anyMatch(SignalDescription::normalised);
        if (bank.linear() && !normalised && !sounds.hasNegativeLevels()) {
            cut.forEach(sound -> FilterBank.compress(sound.levels()));
            log.notice(
                    Code.COMPRESSED_LEVELS,
                    SignalFiles.STIMULUS,
                    "The channels of ozgf are energies x; ln((x + 0.1) / 0.1) was taken of them, as NEMS does before it"
                            + " fits.",
                    "If they were compressed before, give filter_bank another name, and center_freq_hz.");
        } else if (!sounds.hasNegativeLevels()) {
            log.notice(
                    Code.COMPRESSED_LEVELS,
                    SignalFiles.STIMULUS,
                    "Levels were taken as they are, and none is negative: they may be energies, of which no logarithm was"
                            + " taken.",
                    "Give \"filter_bank\": \"ozgf\" if they are of that bank, or save their logarithms.");
        }
    }

    private List<SiteResponses> responses(List<Site> sites, List<Cochleagrams.Cut> cut)
            throws IOException, RecordingRejectedException {
        List<SiteResponses> responses = new ArrayList<>();
        for (Site site : sites) {
            if (site.response().isPresent()) {
                SignalDescription signal = site.response().get();
                List<Trial> trials = trials(site, cut);
                responses.add(
                        signal.form() == Form.EVENTS
                                ? SpikeTrains.survey(
                                        site,
                                        signal,
                                        trials,
                                        settings.metadata().dtMs(),
                                        settings.limits(),
                                        log)
                                : RasterResponses.survey(site, signal, trials, settings.limits()));
            }
        }
        return responses;
    }

    /** Trials of one recording have numbers that those of others do not have: they were no presentation of those. */
    private List<Trial> trials(Site site, List<Cochleagrams.Cut> cut) {
        List<Trial> trials = new ArrayList<>();
        int[] repeats = new int[cut.size()];
        int most = 0;
        for (Presentation presentation : site.presentations()) {
            Integer stimulus = stimuli.get(presentation.stimulus());
            if (stimulus == null) {
                unknownStimuli.add(presentation.stimulus());
                unknownPresentations++;
            } else if (presentation.firstSample(rateHz) < 0 || presentation.samples(rateHz) < 1) {
                outside++;
            } else {
                int number = nextTrial + repeats[stimulus]++;
                trials.add(new Trial(
                        stimulus, number, presentation, cut.get(stimulus).bins()));
                most = Math.max(most, repeats[stimulus]);
            }
        }
        nextTrial += most;
        return trials;
    }

    /** Where there are single trials, averages would count them once more, or mix with them. */
    private List<SiteResponses> withoutAverages(List<SiteResponses> responses) {
        if (responses.stream().allMatch(SiteResponses::areCounts)) {
            return responses;
        }
        List<SiteResponses> averages =
                responses.stream().filter(site -> !site.areCounts()).toList();
        String first = averages.get(0).site().files().where(SignalFiles.RESPONSE + ".csv");
        if (averages.size() == responses.size()) {
            log.notice(
                    Code.FRACTIONAL_COUNT,
                    first,
                    "Responses are not all whole numbers of spikes: they are rates, or averages over repeats, and were"
                            + " taken as traces, one for each presentation. An average has no repeats to tell signal from"
                            + " noise by.",
                    "Add the recordings of single trials to the archive, if there are any; they are taken instead.");
            return responses;
        }
        log.notice(
                Code.AVERAGED_RESPONSES,
                first,
                "The responses of " + averages.size() + " recordings with "
                        + averages.stream()
                                .mapToInt(site -> site.units().size())
                                .sum()
                        + " units are rates or averages, and were left out: others in the archive are counts of single"
                        + " trials.",
                "Import them on their own, if they are wanted.");
        return responses.stream().filter(SiteResponses::areCounts).toList();
    }

    private List<int[]> declare(List<SiteResponses> responses, RecordingDraft draft) throws RecordingRejectedException {
        List<int[]> neurons = new ArrayList<>();
        for (SiteResponses site : responses) {
            int[] own = new int[site.units().size()];
            for (int unit = 0; unit < own.length; unit++) {
                own[unit] = draft.addNeuron(new Neuron(
                        site.units().get(unit),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        site.site().area(),
                        Optional.empty()));
            }
            for (int trial = 0; trial < site.trials().size(); trial++) {
                if (!site.isComplete(trial)) {
                    outside++;
                    continue;
                }
                Trial declared = site.trials().get(trial);
                for (int unit = 0; unit < own.length; unit++) {
                    if (site.isRecorded(trial, unit)) {
                        draft.recordTrial(declared.stimulus(), own[unit], declared.number());
                    }
                }
            }
            neurons.add(own);
        }
        return neurons;
    }

    private void report() {
        if (outside > 0) {
            log.notice(
                    Code.INCOMPLETE_TRIALS,
                    "epochs",
                    outside + " presentations have no length, or are not within the signal, and were left out.",
                    "Nothing, if the recording was stopped in one.");
        }
        if (unknownPresentations > 0) {
            log.notice(
                    Code.UNKNOWN_STIMULUS,
                    unknownStimuli.stream().sorted().findFirst().orElseThrow(),
                    unknownStimuli.size() + " stimuli have no cochleagram; their " + unknownPresentations
                            + " presentations were left out.",
                    "Add a recording whose signal stim has them.");
        }
    }

    private static Filling filling(List<SiteResponses> responses, RecordingDraft draft)
            throws RecordingRejectedException {
        boolean counts = responses.stream().allMatch(SiteResponses::areCounts);
        return counts && responses.stream().noneMatch(SiteResponses::haveGaps)
                ? Filling.counts(draft)
                : Filling.values(draft, counts);
    }
}
