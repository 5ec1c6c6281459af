package org.tonotopy.encoding.recording;

import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tonotopy.encoding.recording.Finding.Code;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON that accompanies a recording: names, provenance and what is known about each neuron. It is the
 * laboratory's own record, so keys that are not known here are left alone.
 *
 * @param dtMs width of a time bin in milliseconds
 * @param name what the laboratory calls the recording
 * @param description one sentence about it
 * @param species which animal
 * @param area which brain area
 * @param license under which terms it may be used
 * @param sources where it comes from
 * @param citations what to cite
 * @param filterBank what made the cochleagrams, for forms that do not say it themselves
 * @param centerFrequenciesHz centre of each band, for forms that do not say it themselves; otherwise empty
 * @param stimuli one for each stimulus; empty where the stimuli are not described
 * @param neurons one for each neuron; empty where the neurons are not described
 * @param split the laboratory's own split; the arrays {@code train}, {@code val} and {@code test} come before it
 */
public record RecordingMetadata(
        double dtMs,
        Optional<String> name,
        Optional<String> description,
        Optional<String> species,
        Optional<String> area,
        Optional<String> license,
        List<String> sources,
        List<String> citations,
        Optional<String> filterBank,
        List<Double> centerFrequenciesHz,
        List<DescribedStimulus> stimuli,
        List<Neuron> neurons,
        Optional<StimulusSplit> split) {

    /** Characters that a name may have. */
    public static final int LONGEST_NAME = 200;

    /** Characters that any other text may have. */
    public static final int LONGEST_TEXT = 10_000;

    private static final String FIX = "Correct the JSON metadata.";

    public RecordingMetadata {
        sources = List.copyOf(sources);
        citations = List.copyOf(citations);
        centerFrequenciesHz = List.copyOf(centerFrequenciesHz);
        stimuli = List.copyOf(stimuli);
        neurons = List.copyOf(neurons);
    }

    /**
     * A stimulus as the laboratory describes it.
     *
     * @param name its name
     * @param kind what sort of sound it is
     */
    public record DescribedStimulus(String name, Optional<String> kind) {}

    /** Parses with {@link ReadingLimits#standard()}. */
    public static RecordingMetadata parse(String json) throws RecordingRejectedException {
        return parse(json, ReadingLimits.standard());
    }

    /**
     * Parses metadata.
     *
     * @throws RecordingRejectedException where the text is not JSON, has no usable {@code dt_ms}, or a known key holds
     *     something else than it should
     */
    public static RecordingMetadata parse(String json, ReadingLimits limits) throws RecordingRejectedException {
        JsonNode root = object(json, limits);
        try {
            return read(root);
        } catch (UnusableTextException unusable) {
            throw rejected(
                    Code.UNREADABLE_METADATA,
                    "metadata." + unusable.key,
                    "It holds control characters, half characters, or more than " + LONGEST_TEXT
                            + " characters (a name: " + LONGEST_NAME + ").",
                    "Write plain text, and keep it short.");
        }
    }

    /** The JSON object that metadata are, before anything is looked up in it. */
    static ObjectNode object(String json, ReadingLimits limits) throws RecordingRejectedException {
        if (json.length() > limits.maxMetadataCharacters()) {
            throw rejected(
                    Code.TOO_LARGE,
                    "metadata",
                    "The metadata have " + json.length() + " characters, more than " + limits.maxMetadataCharacters()
                            + ".",
                    "Leave out what is not needed to describe stimuli and neurons.");
        }
        try {
            JsonNode root = mapper(limits).readTree(json);
            if (root instanceof ObjectNode object) {
                return object;
            }
            throw rejected(Code.UNREADABLE_METADATA, "metadata", "The metadata are not a JSON object.", FIX);
        } catch (JacksonException malformed) {
            throw rejected(
                    Code.UNREADABLE_METADATA,
                    "metadata",
                    "The metadata are not JSON: line "
                            + (malformed.getLocation() == null
                                    ? "unknown"
                                    : malformed.getLocation().getLineNr()) + ".",
                    FIX);
        }
    }

    /** Text that no database or page would take as it is. */
    private static final class UnusableTextException extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final String key;

        UnusableTextException(String key) {
            super(key);
            this.key = key;
        }
    }

    private static String usable(String key, String value) {
        boolean controls = value.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t');
        // Half of a surrogate pair cannot be written as UTF-8.
        boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(value);
        int longest = key.equals("name") || key.equals("cell_id") ? LONGEST_NAME : LONGEST_TEXT;
        if (controls || !encodable || value.length() > longest) {
            throw new UnusableTextException(key);
        }
        return value;
    }

    private static JsonMapper mapper(ReadingLimits limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(50)
                .maxDocumentLength(limits.maxMetadataCharacters())
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .build();
    }

    private static RecordingMetadata read(JsonNode root) throws RecordingRejectedException {
        JsonNode dt = root.path("dt_ms");
        if (!dt.isNumber() || !(dt.doubleValue() > 0) || !Double.isFinite(dt.doubleValue())) {
            throw rejected(
                    Code.BAD_TIME_STEP,
                    "metadata.dt_ms",
                    dt.isMissingNode() ? "The key is missing." : "It is not a positive number.",
                    "Give the width of a time bin in milliseconds.");
        }
        List<DescribedStimulus> stimuli = new ArrayList<>();
        for (JsonNode stimulus : list(root, "stimuli")) {
            stimuli.add(new DescribedStimulus(
                    text(stimulus, "name").orElse("stimulus " + stimuli.size()),
                    text(stimulus, "kind").or(() -> text(stimulus, "type"))));
        }
        List<Neuron> neurons = new ArrayList<>();
        for (JsonNode neuron : list(root, "neurons")) {
            neurons.add(neuron(neuron, neurons.size(), text(root, "area")));
        }
        return new RecordingMetadata(
                dt.doubleValue(),
                text(root, "name"),
                text(root, "description"),
                text(root, "species"),
                text(root, "area"),
                text(root, "license"),
                texts(root, "source"),
                texts(root, "cite"),
                text(root, "filter_bank"),
                numbers(root, "center_freq_hz"),
                stimuli,
                neurons,
                split(root));
    }

    private static Neuron neuron(JsonNode neuron, int index, Optional<String> area) {
        return new Neuron(
                text(neuron, "name").or(() -> text(neuron, "cell_id")).orElse("neuron " + index),
                number(neuron, "depth_um"),
                number(neuron, "noise_ratio"),
                text(neuron, "area").or(() -> area),
                text(neuron, "single_unit").or(() -> text(neuron, "single_t")).flatMap(RecordingMetadata::singleUnit));
    }

    private static Optional<SingleUnit> singleUnit(String label) {
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "yes" -> Optional.of(SingleUnit.YES);
            case "maybe" -> Optional.of(SingleUnit.MAYBE);
            case "no" -> Optional.of(SingleUnit.NO);
            default -> Optional.empty();
        };
    }

    private static Optional<StimulusSplit> split(JsonNode root) throws RecordingRejectedException {
        JsonNode split = root.path("split");
        if (split.isMissingNode() || split.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StimulusSplit(
                    indices(split, "train"),
                    split.has("validation") ? indices(split, "validation") : indices(split, "val"),
                    indices(split, "test")));
        } catch (IllegalArgumentException invalid) {
            throw rejected(
                    Code.BAD_SPLIT,
                    "metadata.split",
                    "It is not a split: " + invalid.getMessage() + ".",
                    "Give disjoint lists of stimulus indices as train, val and test.");
        }
    }

    private static List<Integer> indices(JsonNode split, String key) {
        List<Integer> indices = new ArrayList<>();
        for (JsonNode index : split.path(key)) {
            if (!index.isInt()) {
                throw new IllegalArgumentException(key + " holds something that is not a stimulus index");
            }
            indices.add(index.intValue());
        }
        return indices;
    }

    private static List<JsonNode> list(JsonNode root, String key) throws RecordingRejectedException {
        JsonNode node = root.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode item : node) {
            items.add(item);
        }
        if (!node.isArray() || !items.stream().allMatch(JsonNode::isObject)) {
            throw rejected(
                    Code.UNREADABLE_METADATA,
                    "metadata." + key,
                    "It is not a list of objects.",
                    "Describe one per object.");
        }
        return items;
    }

    private static Optional<String> text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isString() && !value.stringValue().isBlank()
                ? Optional.of(usable(key, value.stringValue()))
                : Optional.empty();
    }

    private static List<String> texts(JsonNode node, String key) {
        List<String> texts = new ArrayList<>();
        text(node, key).ifPresent(texts::add);
        if (node.path(key).isArray()) {
            for (JsonNode item : node.path(key)) {
                if (item.isString()) {
                    texts.add(usable(key, item.stringValue()));
                }
            }
        }
        return texts;
    }

    private static OptionalDouble number(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isNumber() && Double.isFinite(value.doubleValue())
                ? OptionalDouble.of(value.doubleValue())
                : OptionalDouble.empty();
    }

    /** A list of numbers; empty where it is anything else, for most forms have the numbers themselves. */
    private static List<Double> numbers(JsonNode node, String key) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode item : node.path(key)) {
            if (!item.isNumber() || !node.path(key).isArray()) {
                return List.of();
            }
            numbers.add(item.doubleValue());
        }
        return numbers;
    }

    private static RecordingRejectedException rejected(Code code, String where, String what, String remedy) {
        return new RecordingRejectedException(List.of(Finding.error(code, where, what, remedy)));
    }
}
