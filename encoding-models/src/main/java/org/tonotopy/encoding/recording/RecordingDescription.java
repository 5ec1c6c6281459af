package org.tonotopy.encoding.recording;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON metadata of a recording, complete: with the canonical arrays beside them they read as the same recording, even
 * where names came out of another form of file.
 */
public final class RecordingDescription {

    private RecordingDescription() {}

    /**
     * What the laboratory said of a recording, and over it what the recording says of itself: time step, names, kinds,
     * depths, areas, split. Keys that are not known stay.
     *
     * @param metadata the laboratory's JSON, an object
     * @throws RecordingRejectedException where {@code metadata} is not a JSON object
     */
    public static String of(Recording recording, String metadata) throws RecordingRejectedException {
        ObjectNode root = RecordingMetadata.object(metadata, ReadingLimits.standard());
        root.put("dt_ms", recording.dtMs());
        describe(root, "stimuli", recording.stimuli(), (described, stimulus) -> {
            described.put("name", stimulus.name());
            stimulus.kind().ifPresent(kind -> described.put("kind", kind));
        });
        describe(root, "neurons", recording.neurons(), (described, neuron) -> {
            described.put("name", neuron.name());
            put(described, "depth_um", neuron.depthUm());
            put(described, "noise_ratio", neuron.noiseRatio());
            neuron.area().ifPresent(area -> described.put("area", area));
            neuron.singleUnit().ifPresent(unit -> described.put("single_unit", words(unit)));
        });
        recording.split().ifPresent(split -> {
            ObjectNode indices = root.putObject("split");
            split.train().forEach(indices.putArray("train")::add);
            split.validation().forEach(indices.putArray("val")::add);
            split.test().forEach(indices.putArray("test")::add);
        });
        return root.toString();
    }

    private static <T> void describe(ObjectNode root, String key, List<T> items, BiConsumer<ObjectNode, T> describe) {
        JsonNode before = root.path(key);
        ArrayNode after = root.arrayNode();
        for (int i = 0; i < items.size(); i++) {
            ObjectNode described = before.path(i) instanceof ObjectNode known ? known.deepCopy() : root.objectNode();
            describe.accept(described, items.get(i));
            after.add(described);
        }
        root.set(key, after);
    }

    private static void put(ObjectNode node, String key, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            node.put(key, value.getAsDouble());
        }
    }

    private static String words(SingleUnit unit) {
        return switch (unit) {
            case YES -> "Yes";
            case MAYBE -> "Maybe";
            case NO -> "No";
        };
    }
}
