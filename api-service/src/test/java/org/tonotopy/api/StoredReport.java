package org.tonotopy.api;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

/** A validation report as a worker stores it, of the fixture's datasets. */
public final class StoredReport {
    private StoredReport() {}

    /** Of five stimuli and some neurons, the last of which never fired. */
    public static JsonNode of(int neurons) {
        return of(neurons, "[]");
    }

    /** The same, and stimulus 1 is a copy of stimulus 0. */
    public static JsonNode withACopiedSound(int neurons) {
        return of(neurons, "[[0, 1]]");
    }

    private static JsonNode of(int neurons, String duplicateStimuli) {
        String stimuli = IntStream.range(0, 5)
                .mapToObj(index -> """
                        {"index": %d, "name": "s%d", "kind": null, "bins": %d, "duration_ms": %d, "neurons_recorded": %d,
                         "least_repeats": 8, "most_repeats": 10}""".formatted(
                                index, index, index == 4 ? 90 : 100, index == 4 ? 450 : 500, index == 2 ? 0 : neurons))
                .collect(Collectors.joining(","));
        String cells = IntStream.range(0, neurons)
                .mapToObj(index -> """
                        {"index": %d, "name": "n%d", "stimuli_recorded": 4, "recorded_share": 0.9995, "mean_rate_hz": 12.5,
                         "signal_power": {"value": 0.25, "undefined": null}, "noise_power": {"value": 0.5, "undefined": null},
                         "snr": {"value": 0.5, "undefined": null}, "cc_max": %s,
                         "stimuli_repeated": 4, "stimuli_unreliable": 1}""".formatted(
                                index,
                                index,
                                index == neurons - 1
                                        ? "{\"value\": null, \"undefined\": \"No stimulus is reliable.\"}"
                                        : "{\"value\": 0.8125, \"undefined\": null}"))
                .collect(Collectors.joining(","));
        return RegistryJson.mapper()
                .readTree("""
                {"dt_ms": 5.0, "bands": 8, "lowest_frequency_hz": 500.0, "highest_frequency_hz": 5600.0,
                 "response_kind": "COUNTS", "smoothing": "HANNING_PEAK_ONE", "recorded_share": 0.9995,
                 "stimuli": [%s], "neurons": [%s], "duplicate_stimuli": %s, "duplicate_neurons": [],
                 "left_out": [{"index": %d, "name": "n%d", "why": "The response is the same in every bin."}],
                 "alignment": {"verdict": "SUSPICIOUS", "words": "Responses come 40 ms (8 bins) before the sound.",
                   "remedy": "Compare the first bins.",
                   "peak": {"lag_bins": -8, "lag_ms": -40.0, "correlation": 0.5, "bins": 490},
                   "curve": [{"lag_bins": -8, "lag_ms": -40.0, "correlation": 0.5, "bins": 490}]},
                 "notices": [{"severity": "NOTICE", "code": "UNKNOWN_ARRAY", "where": "pupil",
                   "what": "Two arrays were not read.", "remedy": "Nothing, unless they were meant."}]}""".formatted(stimuli, cells, duplicateStimuli, neurons - 1, neurons - 1));
    }
}
