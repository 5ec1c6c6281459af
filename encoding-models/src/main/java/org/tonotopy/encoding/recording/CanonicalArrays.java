package org.tonotopy.encoding.recording;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.tonotopy.encoding.array.ArrayFile;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ElementReader;
import org.tonotopy.encoding.recording.Finding.Code;

/** The arrays of the canonical form, and whether their shapes fit each other. Reads no large array. */
final class CanonicalArrays {

    static final String SPECTROGRAM = "spectrogram";
    static final String COUNTS = "counts";
    static final String RESPONSES = "responses";
    static final String FREQUENCIES = "center_freq_hz";
    static final String TIME_STEP = "dt_ms";
    static final String BINS = "n_bins";
    static final String REPEATS = "n_repeats";
    static final String TRAIN = "train";
    static final String VALIDATION = "val";
    static final String TEST = "test";
    static final String DEPTH = "depth_um";
    static final String NOISE_RATIO = "noise_ratio";

    private static final Set<String> KNOWN = Set.of(
            SPECTROGRAM,
            COUNTS,
            RESPONSES,
            FREQUENCIES,
            TIME_STEP,
            BINS,
            REPEATS,
            TRAIN,
            VALIDATION,
            TEST,
            DEPTH,
            NOISE_RATIO);

    private final ArrayFile file;
    private final RecordingMetadata metadata;
    private final ReadingLimits limits;
    private final FindingLog log;

    CanonicalArrays(ArrayFile file, RecordingMetadata metadata, ReadingLimits limits, FindingLog log) {
        this.file = file;
        this.metadata = metadata;
        this.limits = limits;
        this.log = log;
    }

    /** The lengths of the axes of the sounds. */
    record Sounds(int stimuli, int bands, int bins) {}

    /**
     * The lengths of the axes, once everything fits.
     *
     * @param responseArray the name of the array that holds the responses
     */
    record Axes(int stimuli, int bands, int bins, int neurons, int repeats, String responseArray) {

        Sounds sounds() {
            return new Sounds(stimuli, bands, bins);
        }

        ResponseKind responseKind() {
            return responseArray.equals(COUNTS) ? ResponseKind.COUNTS : ResponseKind.TRACE;
        }
    }

    Axes check() throws IOException, RecordingRejectedException {
        for (String name : file.names()) {
            if (!KNOWN.contains(name)) {
                log.notice(
                        Code.UNKNOWN_ARRAY,
                        name,
                        "An array of this name is not part of a recording, and was not read.",
                        "Leave it, or take it out.");
            }
        }
        Optional<ArrayHeader> sounds = withAxes(SPECTROGRAM, 3, "[stimuli, bands, bins]");
        String responseArray = responseArray();
        Optional<ArrayHeader> responses = withAxes(responseArray, 4, "[stimuli, neurons, repeats, bins]");
        log.rejectIfWrong();
        ArrayHeader sound = sounds.orElseThrow();
        ArrayHeader response = responses.orElseThrow();
        Axes axes = new Axes(
                sound.length(0),
                sound.length(1),
                sound.length(2),
                response.length(1),
                response.length(2),
                responseArray);
        checkAgreement(axes, response);
        checkLimits(axes, response);
        checkVector(FREQUENCIES, axes.bands(), "band");
        checkMetadata(axes);
        log.rejectIfWrong();
        return axes;
    }

    /**
     * The axes of the sounds of a file that need hold nothing else. An array of two axes is one sound.
     *
     * @param bands that there have to be
     */
    Sounds checkSounds(int bands) throws IOException, RecordingRejectedException {
        String meaning = "[stimuli, " + bands + " bands, bins]";
        if (!file.has(SPECTROGRAM)) {
            throw log.rejection(
                    Code.MISSING_ARRAY, SPECTROGRAM, "The array is missing.", "Add it with the axes " + meaning + ".");
        }
        ArrayHeader header = file.header(SPECTROGRAM);
        int axes = header.dimensions();
        if (axes < 2 || axes > 3 || header.length(axes - 2) != bands) {
            throw log.rejection(
                    Code.WRONG_SHAPE,
                    SPECTROGRAM,
                    "Its shape is " + header.shapeText() + ".",
                    "Save it with the axes " + meaning + ", or one sound with the axes [" + bands + " bands, bins].");
        }
        Sounds sounds = new Sounds(axes == 2 ? 1 : header.length(0), bands, header.length(axes - 1));
        if (sounds.stimuli() == 0 || sounds.bins() == 0) {
            throw log.rejection(
                    Code.NO_STIMULI, SPECTROGRAM, "It holds no sound.", "Save at least one bin of one stimulus.");
        }
        limit(SPECTROGRAM, "stimuli", sounds.stimuli(), limits.maxStimuli());
        if (4.0 * sounds.stimuli() * bands * sounds.bins() > limits.maxBytesInMemory()) {
            log.error(
                    Code.TOO_LARGE,
                    SPECTROGRAM,
                    "The sounds need more than " + limits.maxBytesInMemory() + " bytes of memory.",
                    "Send them in several files.");
        }
        log.rejectIfWrong();
        return sounds;
    }

    private String responseArray() {
        if (file.has(COUNTS) && file.has(RESPONSES)) {
            log.error(
                    Code.WRONG_SHAPE,
                    RESPONSES,
                    "The file holds both counts and responses.",
                    "Keep counts for spikes, or responses for signed traces.");
        }
        return file.has(RESPONSES) && !file.has(COUNTS) ? RESPONSES : COUNTS;
    }

    private Optional<ArrayHeader> withAxes(String name, int dimensions, String meaning) throws IOException {
        if (!file.has(name)) {
            log.error(
                    Code.MISSING_ARRAY,
                    name,
                    name.equals(COUNTS) ? "There is neither counts nor responses." : "The array is missing.",
                    "Add it with the axes " + meaning + ".");
            return Optional.empty();
        }
        ArrayHeader header = file.header(name);
        if (header.dimensions() != dimensions) {
            log.error(
                    Code.WRONG_SHAPE,
                    name,
                    "Its shape is " + header.shapeText() + ".",
                    "Save it with the " + dimensions + " axes " + meaning + ".");
            return Optional.empty();
        }
        return Optional.of(header);
    }

    private void checkAgreement(Axes axes, ArrayHeader response) {
        if (axes.stimuli() == 0 || axes.bands() == 0 || axes.bins() == 0) {
            log.error(Code.NO_STIMULI, SPECTROGRAM, "It holds no sound.", "Save at least one stimulus.");
        }
        if (axes.neurons() == 0 || axes.repeats() == 0) {
            log.error(
                    Code.NO_NEURONS,
                    axes.responseArray(),
                    "It holds no neuron or no repeat.",
                    "Save at least one repeat of one neuron.");
        }
        if (response.length(0) != axes.stimuli()) {
            log.error(
                    Code.WRONG_SHAPE,
                    axes.responseArray(),
                    "It has responses to " + response.length(0) + " stimuli, but spectrogram has " + axes.stimuli()
                            + ".",
                    "Give both arrays the same first axis.");
        }
        if (response.length(3) != axes.bins()) {
            log.error(
                    Code.MISMATCHED_BINS,
                    axes.responseArray(),
                    "It has " + response.length(3) + " time bins, but spectrogram has " + axes.bins() + ".",
                    "Bin sounds and responses alike, and pad short stimuli to the same length.");
        }
    }

    private void checkLimits(Axes axes, ArrayHeader response) {
        limit(SPECTROGRAM, "stimuli", axes.stimuli(), limits.maxStimuli());
        limit(SPECTROGRAM, "bands", axes.bands(), limits.maxBands());
        limit(axes.responseArray(), "neurons", axes.neurons(), limits.maxNeurons());
        limit(axes.responseArray(), "repeats", axes.repeats(), limits.maxRepeats());
        double sounds = 4.0 * axes.stimuli() * axes.bands() * axes.bins();
        double perStimulus = 1.0 * axes.neurons() * axes.repeats() * axes.bins();
        int bytesPerResponse =
                response.type().isFloating() ? 4 : Math.min(2, response.type().bytes());
        // Whatever is done with responses begins with their averages, in double and then in float.
        double averages = 12.0 * axes.stimuli() * axes.neurons() * axes.bins();
        if (sounds + perStimulus * axes.stimuli() * bytesPerResponse + averages > limits.maxBytesInMemory()) {
            log.error(
                    Code.TOO_LARGE,
                    axes.responseArray(),
                    "The recording needs more than " + limits.maxBytesInMemory() + " bytes of memory.",
                    "Save counts as uint8, or split the recording by neurons.");
        }
        if (perStimulus > Integer.MAX_VALUE - 8 || 1.0 * axes.bands() * axes.bins() > Integer.MAX_VALUE - 8) {
            log.error(
                    Code.TOO_LARGE,
                    axes.responseArray(),
                    "One stimulus has more values than can be held at once.",
                    "Split the recording by neurons.");
        }
    }

    private void limit(String array, String axis, int length, int limit) {
        if (length > limit) {
            log.error(
                    Code.TOO_LARGE,
                    array,
                    "It has " + length + " " + axis + ", more than " + limit + ".",
                    "Check the order of the axes, or split the recording.");
        }
    }

    private void checkVector(String name, int length, String per) throws IOException {
        if (!file.has(name)) {
            log.error(Code.MISSING_ARRAY, name, "The array is missing.", "Add one value for each " + per + ".");
        } else if (file.header(name).dimensions() != 1 || file.header(name).length(0) != length) {
            log.error(
                    Code.WRONG_SHAPE,
                    name,
                    "Its shape is " + file.header(name).shapeText() + ", but there are " + length + " " + per + "s.",
                    "Give one value for each " + per + ".");
        }
    }

    private void checkMetadata(Axes axes) {
        if (!metadata.neurons().isEmpty() && metadata.neurons().size() != axes.neurons()) {
            log.error(
                    Code.MISMATCHED_METADATA,
                    "metadata.neurons",
                    "It describes " + metadata.neurons().size() + " neurons, but the arrays hold " + axes.neurons()
                            + ".",
                    "Describe every neuron, or none.");
        }
        if (!metadata.stimuli().isEmpty() && metadata.stimuli().size() != axes.stimuli()) {
            log.error(
                    Code.MISMATCHED_METADATA,
                    "metadata.stimuli",
                    "It describes " + metadata.stimuli().size() + " stimuli, but the arrays hold " + axes.stimuli()
                            + ".",
                    "Describe every stimulus, or none.");
        }
    }

    /** An optional array of whole numbers; empty where it is absent, or wrong, which is then logged. */
    Optional<int[]> integers(String name, long least, long greatest, int... shape) throws IOException {
        Optional<double[]> values = numbers(name, shape);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        int[] integers = new int[values.get().length];
        for (int i = 0; i < integers.length; i++) {
            double value = values.get()[i];
            if (!(value >= least && value <= greatest) || value != Math.rint(value)) {
                log.error(
                        Code.WRONG_SHAPE,
                        name + "[" + i + "]",
                        "It is " + value + ", not a whole number from " + least + " to " + greatest + ".",
                        "Correct the array, or leave it out.");
                return Optional.empty();
            }
            integers[i] = (int) value;
        }
        return Optional.of(integers);
    }

    /** An optional array of numbers; empty where it is absent or of another shape, which is then logged. */
    Optional<double[]> numbers(String name, int... shape) throws IOException {
        if (!file.has(name)) {
            return Optional.empty();
        }
        ArrayHeader header = file.header(name);
        boolean fits = header.dimensions() == shape.length;
        for (int axis = 0; fits && axis < shape.length; axis++) {
            fits = header.length(axis) == shape[axis];
        }
        if (!fits) {
            log.error(
                    Code.WRONG_SHAPE,
                    name,
                    "Its shape is " + header.shapeText() + ".",
                    "Give it the shape " + Arrays.toString(shape) + ", or leave it out.");
            return Optional.empty();
        }
        return Optional.of(values(name, Math.toIntExact(header.elements())));
    }

    /**
     * Logs a width of a time bin in the file that is not the one that is known.
     *
     * @param dtMs as it is known
     * @param who says so, with its verb
     */
    void checkTimeStep(double dtMs, String who) throws IOException {
        if (!file.has(TIME_STEP)) {
            return;
        }
        if (file.header(TIME_STEP).elements() != 1) {
            log.error(
                    Code.BAD_TIME_STEP,
                    TIME_STEP,
                    "It is not a single number.",
                    "Save the width of a time bin in milliseconds, the same for the whole recording.");
            return;
        }
        double own = values(TIME_STEP, 1)[0];
        if (!(own > 0) || Math.abs(own - dtMs) > 1e-9 * dtMs) {
            log.error(
                    Code.BAD_TIME_STEP,
                    TIME_STEP,
                    "It is " + own + ", but " + who + " " + dtMs + ".",
                    "Make both the same positive number of milliseconds.");
        }
    }

    private double[] values(String name, int count) throws IOException {
        double[] values = new double[count];
        try (ElementReader elements = file.elements(name)) {
            elements.next(values);
        }
        return values;
    }

    /** An optional list of stimulus indices, of any length. */
    Optional<int[]> stimulusIndices(String name, int stimuli) throws IOException {
        if (!file.has(name)) {
            return Optional.empty();
        }
        ArrayHeader header = file.header(name);
        if (header.dimensions() != 1 || header.length(0) > stimuli) {
            log.error(
                    Code.BAD_SPLIT,
                    name,
                    "Its shape is " + header.shapeText() + ", not a list of at most " + stimuli + " stimuli.",
                    "Save the indices of whole stimuli.");
            return Optional.empty();
        }
        return integers(name, 0, stimuli - 1L, header.length(0));
    }
}
