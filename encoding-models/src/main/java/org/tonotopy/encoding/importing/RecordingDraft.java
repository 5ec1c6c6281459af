package org.tonotopy.encoding.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tonotopy.encoding.cochleagram.Cochleagram;
import org.tonotopy.encoding.cochleagram.SoundRefusedException;
import org.tonotopy.encoding.cochleagram.Waveform;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.recording.StimulusResponses;
import org.tonotopy.encoding.recording.StimulusSplit;

/**
 * A recording while an importer reads it. First neurons, stimuli and the trials that were recorded are declared; then
 * {@link #countSpikes()} or {@link #keepTraces()} makes room for the responses, once it is known that there is room.
 *
 * <p>What the metadata say about a stimulus or a neuron is found by its name. Those that they name come first, in their
 * order; the others follow in the order in which they were added.
 */
public final class RecordingDraft {

    private static final int CELL_BYTES = 120;
    private static final int LONGEST_NAME = 200;

    private final ImportSettings settings;
    private final FindingLog log;
    private final List<Double> centerFrequenciesHz;
    private final List<Stimulus> stimuli = new ArrayList<>();
    private final List<Neuron> neurons = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<Long, TrialLabels> trials = new HashMap<>();
    private final TreeMap<Double, Integer> sampleRates = new TreeMap<>();
    private long bytes;

    /**
     * @param centerFrequenciesHz centre of each band of the cochleagrams that will come: those of the front end where
     *     stimuli come as sound
     */
    public RecordingDraft(ImportSettings settings, List<Double> centerFrequenciesHz, FindingLog log) {
        this.settings = settings;
        this.centerFrequenciesHz = List.copyOf(centerFrequenciesHz);
        this.log = log;
    }

    /**
     * Adds a neuron.
     *
     * @param neuron what the file says about it; the metadata come before it
     * @return its index
     * @throws RecordingRejectedException where there are too many
     */
    public int addNeuron(Neuron neuron) throws RecordingRejectedException {
        requireWithin("neurons", neurons.size() + 1L, limits().maxNeurons());
        requireOwnName("neuron", neuron.name());
        Neuron said = settings.metadata().neurons().stream()
                .filter(described -> described.name().equals(neuron.name()))
                .findFirst()
                .orElseGet(() -> Neuron.named(neuron.name()));
        neurons.add(new Neuron(
                neuron.name(),
                said.depthUm().isPresent() ? said.depthUm() : neuron.depthUm(),
                said.noiseRatio().isPresent() ? said.noiseRatio() : neuron.noiseRatio(),
                // An area of all neurons is less than what the file says of one.
                said.area()
                        .filter(area -> !settings.metadata().area().equals(Optional.of(area)))
                        .or(neuron::area)
                        .or(settings.metadata()::area),
                said.singleUnit().or(neuron::singleUnit)));
        return neurons.size() - 1;
    }

    /**
     * Adds a stimulus that comes as sound. What is wrong with it is logged, and refuses the recording in the end.
     *
     * @param kind what sort of sound it is, where the file says so and the metadata do not
     * @param where the file that holds it
     * @return its index
     * @throws RecordingRejectedException where there are too many, or too long ones
     */
    public int addSound(String name, Optional<String> kind, Waveform sound, String where)
            throws RecordingRejectedException {
        sampleRates.merge(sound.sampleRateHz(), 1, Integer::sum);
        int bins = Cochleagram.bins(sound, dtMs());
        reserve(4L * bins * centerFrequenciesHz.size());
        return add(name, kind, bins, cochleagram(sound, bins, where), where);
    }

    private float[] cochleagram(Waveform sound, int bins, String where) {
        try {
            return bins == 0 ? new float[0] : Cochleagram.of(sound, settings.frontEnd(), dtMs(), bins);
        } catch (SoundRefusedException refused) {
            log.add(refused.finding(where));
            return new float[bins * centerFrequenciesHz.size()];
        }
    }

    /**
     * Adds a stimulus that comes as a cochleagram.
     *
     * @param levels time-major; as many for each bin as there are bands
     */
    public int addCochleagram(String name, Optional<String> kind, int bins, float[] levels, String where)
            throws RecordingRejectedException {
        reserve(4L * levels.length);
        for (int i = 0; i < levels.length; i++) {
            if (!Float.isFinite(levels[i])) {
                log.error(
                        Code.NOT_FINITE_STIMULUS,
                        where,
                        "Level " + i % centerFrequenciesHz.size() + " at bin " + i / centerFrequenciesHz.size() + " is "
                                + levels[i] + ".",
                        "Save finite levels, or leave the stimulus out.");
                break;
            }
        }
        return add(name, kind, bins, levels, where);
    }

    private int add(String name, Optional<String> kind, int bins, float[] levels, String where)
            throws RecordingRejectedException {
        requireWithin("stimuli", stimuli.size() + 1L, limits().maxStimuli());
        requireOwnName("stimulus", name);
        int bands = centerFrequenciesHz.size();
        if (bins == 0) {
            log.error(
                    Code.EMPTY_STIMULUS,
                    where,
                    "The sound is shorter than one time bin of " + dtMs() + " ms.",
                    "Leave it out, or choose a smaller dt_ms.");
        }
        Optional<String> known = settings.metadata().stimuli().stream()
                .filter(described -> described.name().equals(name))
                .findFirst()
                .flatMap(RecordingMetadata.DescribedStimulus::kind);
        // What is refused in the end still needs its index until then.
        Stimulus stimulus = bins == 0
                ? new Stimulus(name, kind, 1, bands, new float[bands])
                : new Stimulus(name, known.or(() -> kind), bins, bands, levels);
        stimuli.add(stimulus);
        return stimuli.size() - 1;
    }

    /**
     * The stimuli so far, where they are all that is wanted.
     *
     * @throws RecordingRejectedException where something is wrong with any of them
     */
    List<Stimulus> sounds() throws RecordingRejectedException {
        log.rejectIfWrong();
        return List.copyOf(stimuli);
    }

    private void requireOwnName(String what, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            log.error(
                    Code.UNREADABLE_NAME,
                    what,
                    "The name of a " + what + " is empty, longer than " + LONGEST_NAME
                            + " characters, or holds control characters.",
                    "Give it a short name in plain text.");
        }
        if (!names.add(what + " " + name)) {
            log.error(
                    Code.DUPLICATE_NAME,
                    what + " " + name,
                    "Two " + (what.equals("stimulus") ? "stimuli" : "neurons") + " have this name.",
                    "Give every " + what + " a name of its own.");
        }
    }

    /**
     * Declares a trial, however often.
     *
     * @param trial its number; trials of one number are one presentation, see {@link TrialSlots}
     * @throws RecordingRejectedException where there are more than the limits allow
     */
    public void recordTrial(int stimulus, int neuron, int trial) throws RecordingRejectedException {
        long cell = (long) stimulus * limits().maxNeurons() + neuron;
        TrialLabels labels = trials.get(cell);
        if (labels == null) {
            labels = new TrialLabels();
            trials.put(cell, labels);
            reserve(CELL_BYTES);
        }
        reserve(labels.add(trial));
    }

    /** The neurons and stimuli are all there, and so are their trials: makes room for counts. */
    public SpikeCounter countSpikes() throws RecordingRejectedException {
        return new SpikeCounter(this, slots(Byte.BYTES), neuronOrder(), log);
    }

    /** As {@link #countSpikes()}, for traces. */
    public TraceKeeper keepTraces() throws RecordingRejectedException {
        return new TraceKeeper(this, slots(Float.BYTES), neuronOrder());
    }

    private List<TrialSlots> slots(int bytesPerResponse) throws RecordingRejectedException {
        requireSomething();
        List<TrialSlots> slots = new ArrayList<>();
        List<String> unheard = new ArrayList<>();
        List<String> renumbered = new ArrayList<>();
        for (int stimulus = 0; stimulus < stimuli.size(); stimulus++) {
            Stimulus sound = stimuli.get(stimulus);
            List<Optional<TrialLabels>> labels = new ArrayList<>();
            for (int neuron = 0; neuron < neurons.size(); neuron++) {
                labels.add(Optional.ofNullable(trials.get((long) stimulus * limits().maxNeurons() + neuron)));
            }
            TrialSlots own = new TrialSlots(labels);
            requireWithin("repeats of " + sound.name(), own.slots(), limits().maxRepeats());
            long responses = (long) own.recorded() * sound.bins();
            // Whatever is done with responses begins with their averages, in double and then in float.
            reserve(responses * bytesPerResponse + 12L * neurons.size() * sound.bins());
            if (responses > Integer.MAX_VALUE - 8) {
                throw tooLarge("The responses to " + sound.name() + " are more than can be held at once.");
            }
            if (own.recorded() == 0) {
                unheard.add(sound.name());
            }
            if (!own.aligned()) {
                renumbered.add(sound.name());
            }
            slots.add(own);
        }
        report(unheard, renumbered);
        requireRoomForArrays(slots, bytesPerResponse);
        return slots;
    }

    /**
     * The canonical arrays, in which the recording is kept, have room for the most repeats and the longest stimulus
     * everywhere: what would not be read again is not taken.
     */
    private void requireRoomForArrays(List<TrialSlots> slots, int bytesPerResponse) throws RecordingRejectedException {
        double repeats = slots.stream().mapToInt(TrialSlots::slots).max().orElse(1);
        double bins = stimuli.stream().mapToInt(Stimulus::bins).max().orElse(1);
        double responses = neurons.size() * repeats * bins;
        double perStimulus =
                responses * bytesPerResponse + 12.0 * neurons.size() * bins + 4.0 * bins * centerFrequenciesHz.size();
        if (perStimulus * stimuli.size() > limits().maxBytesInMemory() || responses > Integer.MAX_VALUE - 8) {
            throw log.rejection(
                    Code.TOO_LARGE,
                    "recording",
                    "With " + (int) repeats + " repeats and " + (int) bins
                            + " bins for every stimulus, the most that one has, it needs more than "
                            + limits().maxBytesInMemory() + " bytes of memory.",
                    "Split it by neurons, or import stimuli with many repeats apart from those with few.");
        }
    }

    private void requireSomething() throws RecordingRejectedException {
        if (stimuli.isEmpty()) {
            log.error(Code.NO_STIMULI, "stimuli", "There is no sound.", "Add at least one stimulus.");
        }
        if (neurons.isEmpty()) {
            log.error(Code.NO_NEURONS, "neurons", "There is no neuron.", "Add the responses of at least one.");
        }
        if (trials.isEmpty()) {
            log.error(
                    Code.NOTHING_RECORDED,
                    "trials",
                    "No trial of any neuron was recorded.",
                    "Add responses; a trial without a spike has to be there, too.");
        }
        log.rejectIfWrong();
    }

    private void report(List<String> unheard, List<String> renumbered) {
        if (!unheard.isEmpty()) {
            log.notice(
                    Code.UNRECORDED_STIMULUS,
                    unheard.get(0),
                    unheard.size() + " of " + stimuli.size() + " stimuli were recorded with no neuron.",
                    "Leave them out, or add what was recorded.");
        }
        if (!renumbered.isEmpty()) {
            log.notice(
                    Code.RENUMBERED_TRIALS,
                    renumbered.get(0),
                    "With " + renumbered.size()
                            + " stimuli the trials of neurons have different numbers; they were counted for each neuron"
                            + " on its own, so trial k of two neurons need not be one presentation.",
                    "Nothing, if the neurons were recorded one by one.");
        }
        if (sampleRates.size() > 1) {
            log.notice(
                    Code.MIXED_SAMPLE_RATES,
                    "stimuli",
                    "The sounds have " + sampleRates.size() + " sampling rates: " + sampleRates + " (Hz=sounds).",
                    "Check that no header is wrong; the front end hears all of them on the same bands.");
        }
    }

    /**
     * The recording, once its responses are there.
     *
     * @param responses in the order in which stimuli were added
     */
    Recording finish(ResponseKind kind, List<StimulusResponses> responses) throws RecordingRejectedException {
        int[] order = stimulusOrder();
        Optional<StimulusSplit> split = settings.metadata().split();
        try {
            split.ifPresent(chosen -> chosen.requireWithin(stimuli.size()));
        } catch (IllegalArgumentException beyond) {
            log.error(
                    Code.BAD_SPLIT,
                    "metadata.split",
                    "It is not a split: " + beyond.getMessage() + ".",
                    "Number the stimuli from 0, in the order of metadata.stimuli.");
        }
        log.rejectIfWrong();
        return new Recording(
                dtMs(),
                centerFrequenciesHz,
                Arrays.stream(order).mapToObj(stimuli::get).toList(),
                Arrays.stream(neuronOrder()).mapToObj(neurons::get).toList(),
                kind,
                Arrays.stream(order).mapToObj(responses::get).toList(),
                split,
                log.findings());
    }

    private int[] stimulusOrder() {
        return DescribedOrder.of(
                "stimuli",
                stimuli.stream().map(Stimulus::name).toList(),
                settings.metadata().stimuli().stream()
                        .map(RecordingMetadata.DescribedStimulus::name)
                        .toList(),
                log);
    }

    /** For each neuron of the recording, the index under which it was added. */
    private int[] neuronOrder() {
        return DescribedOrder.of(
                "neurons",
                neurons.stream().map(Neuron::name).toList(),
                settings.metadata().neurons().stream().map(Neuron::name).toList(),
                log);
    }

    private void reserve(long more) throws RecordingRejectedException {
        bytes += more;
        if (bytes > limits().maxBytesInMemory()) {
            throw tooLarge("The recording needs more than " + limits().maxBytesInMemory() + " bytes of memory.");
        }
    }

    private void requireWithin(String what, long count, int most) throws RecordingRejectedException {
        if (count > most) {
            throw tooLarge("There are more than " + most + " " + what + ".");
        }
    }

    private RecordingRejectedException tooLarge(String what) {
        return log.rejection(
                Code.TOO_LARGE, "recording", what, "Choose wider time bins, or split the recording by neurons.");
    }

    private ReadingLimits limits() {
        return settings.limits();
    }

    double dtMs() {
        return settings.metadata().dtMs();
    }

    int bins(int stimulus) {
        return stimuli.get(stimulus).bins();
    }

    String describe(int stimulus, int neuron, int trial) {
        return stimuli.get(stimulus).name() + ", " + neurons.get(neuron).name() + ", trial " + trial;
    }
}
