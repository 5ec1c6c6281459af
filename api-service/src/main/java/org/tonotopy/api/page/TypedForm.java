package org.tonotopy.api.page;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody typed into a form whose fields are called as in a request to the API: {@code seed}, {@code model.channels}.
 * A field that was left empty was not sent.
 *
 * @param typed name of a field to what was typed, which is never blank
 */
record TypedForm(SortedMap<String, String> typed) {
    private static final Set<String> TEXTS = Set.of(
            "kind",
            "name",
            "benchmark",
            "dataset",
            "units",
            "visibility",
            "model_name",
            "device",
            "smoothing",
            "ranking_metric",
            "rules");
    private static final Set<String> LISTS = Set.of(
            "neurons",
            "seeds",
            "split.train",
            "split.validation",
            "split.test",
            "split.stimuli",
            "neuron_filter.neurons");
    private static final Set<String> WORDS = Set.of("neuron_filter.areas", "stimulus_filter.kinds");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][-+]?\\d{1,3})?");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})\\s*-\\s*(\\d{1,6})");

    /** Ranges of a list are written out up to this length of the list; a longer one stays a text, which the check of the list refuses. */
    private static final int LONGEST_LIST = 10_000;

    /** Copies the map. */
    TypedForm {
        typed = Collections.unmodifiableSortedMap(new TreeMap<>(typed));
    }

    /** Of the parameters of a request, all but the token that protects the form. */
    static TypedForm of(Map<String, String> parameters) {
        SortedMap<String, String> typed = new TreeMap<>();
        parameters.forEach((name, text) -> {
            if (!text.isBlank() && !name.equals("_csrf")) {
                typed.put(name, text.strip());
            }
        });
        return new TypedForm(typed);
    }

    /** With another field. */
    TypedForm with(String name, String text) {
        SortedMap<String, String> more = new TreeMap<>(typed);
        more.put(name, text);
        return new TypedForm(more);
    }

    /** Whether anything was typed into the fields whose names begin so. */
    boolean hasGroup(String beginning) {
        return typed.keySet().stream().anyMatch(name -> name.startsWith(beginning));
    }

    /** Without a field. */
    TypedForm without(String name) {
        SortedMap<String, String> fewer = new TreeMap<>(typed);
        fewer.remove(name);
        return new TypedForm(fewer);
    }

    /** Without the fields whose names begin so. */
    TypedForm withoutGroup(String beginning) {
        SortedMap<String, String> fewer = new TreeMap<>(typed);
        fewer.keySet().removeIf(name -> name.startsWith(beginning));
        return new TypedForm(fewer);
    }

    /** What was typed into a field; empty where nothing was. */
    String text(String name) {
        return typed.getOrDefault(name, "");
    }

    /** The body of the request that a program would have sent. */
    ObjectNode json() {
        JsonMapper mapper = RegistryJson.mapper();
        ObjectNode body = mapper.createObjectNode();
        typed.forEach((name, text) -> {
            int dot = name.indexOf('.');
            if (dot < 0) {
                body.set(name, value(name, text));
            } else {
                String group = name.substring(0, dot);
                ObjectNode within = body.get(group) instanceof ObjectNode begun ? begun : body.putObject(group);
                within.set(name.substring(dot + 1), value(name, text));
            }
        });
        return body;
    }

    private static JsonNode value(String name, String text) {
        if (TEXTS.contains(name)) {
            return RegistryJson.mapper().getNodeFactory().stringNode(text);
        }
        if (WORDS.contains(name)) {
            ArrayNode words = RegistryJson.mapper().createArrayNode();
            Arrays.stream(text.split(",", -1)).map(String::strip).forEach(words::add);
            return words;
        }
        return LISTS.contains(name) ? list(text) : scalar(text);
    }

    /** For instance {@code 0, 3, 5-8}; an element that is no number is a name. */
    static ArrayNode list(String text) {
        ArrayNode list = RegistryJson.mapper().createArrayNode();
        for (String element : text.split(",", -1)) {
            String stripped = element.strip();
            Matcher range = RANGE.matcher(stripped);
            if (range.matches()) {
                int first = Integer.parseInt(range.group(1));
                int last = Integer.parseInt(range.group(2));
                if (first <= last && last - first < LONGEST_LIST - list.size()) {
                    for (int index = first; index <= last; index++) {
                        list.add(index);
                    }
                    continue;
                }
            }
            list.add(scalar(stripped));
        }
        return list;
    }

    /** A number or a truth value where the text is one, otherwise the text. */
    private static JsonNode scalar(String text) {
        JsonMapper mapper = RegistryJson.mapper();
        if (WHOLE.matcher(text).matches()) {
            return mapper.getNodeFactory().numberNode(Long.parseLong(text));
        }
        if (NUMBER.matcher(text).matches()) {
            return mapper.getNodeFactory().numberNode(Double.parseDouble(text));
        }
        return text.equals("true") || text.equals("false")
                ? mapper.getNodeFactory().booleanNode(Boolean.parseBoolean(text))
                : mapper.getNodeFactory().stringNode(text);
    }
}
