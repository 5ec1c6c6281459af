package org.tonotopy.encoding.simulation;

import java.util.List;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.recording.StimulusSplit;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that accompanies the simulated recording, with the truth about each neuron. */
final class SimulatedMetadata {

    private SimulatedMetadata() {}

    static String json(Recording recording, List<SimulatedNeuron> population, long seed) {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode root = mapper.createObjectNode();
        root.put("name", "simulated");
        root.put(
                "description",
                "Simulated neurons with memories from 20 ms to 1.5 s, and the sounds that they hear; no animal was"
                        + " recorded");
        root.put("species", "none (simulated)");
        root.put("area", "none (simulated)");
        root.put("dt_ms", recording.dtMs());
        root.put("n_bins", recording.stimuli().get(0).bins());
        root.put("seed", seed);
        root.put("license", "CC0-1.0");
        root.putArray("source").add("Made by the recording simulator of Tonotopy from the seed given here");
        root.putArray("cite").add("Tonotopy, simulated recording, seed " + seed);
        StimulusSplit split = recording.split().orElseThrow();
        ObjectNode sets = root.putObject("split");
        split.train().forEach(sets.putArray("train")::add);
        split.validation().forEach(sets.putArray("val")::add);
        split.test().forEach(sets.putArray("test")::add);
        ArrayNode stimuli = root.putArray("stimuli");
        for (Stimulus stimulus : recording.stimuli()) {
            ObjectNode described = stimuli.addObject();
            described.put("index", stimuli.size() - 1);
            described.put("name", stimulus.name());
            stimulus.kind().ifPresent(kind -> described.put("kind", kind));
        }
        ArrayNode neurons = root.putArray("neurons");
        for (SimulatedNeuron neuron : population) {
            ObjectNode described = neurons.addObject();
            described.put("index", neurons.size() - 1);
            described.put("name", neuron.name());
            described.put("single_unit", "Yes");
            described.put("memory_ms", neuron.memoryMs());
            described.put("truth", neuron.truth());
        }
        return mapper.writeValueAsString(root) + "\n";
    }
}
