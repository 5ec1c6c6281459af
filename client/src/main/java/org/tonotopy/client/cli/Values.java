package org.tonotopy.client.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tonotopy.client.TonotopyException;
import org.tonotopy.client.TonotopyException.Kind;

/** Turns what is typed on a command line, or written in a file, into JSON. */
final class Values {
    private Values() {}

    /** {@code NAME=VALUE}s as fields of a node. */
    static void put(ObjectNode node, Map<String, String> values, ObjectMapper json) {
        values.forEach((name, value) -> node.set(name, of(value, json)));
    }

    /** A number, a list or whatever else reads as JSON; anything else is a text. */
    static JsonNode of(String value, ObjectMapper json) {
        try {
            JsonNode read = json.readTree(value);
            return read.isMissingNode() ? TextNode.valueOf(value) : read;
        } catch (JsonProcessingException text) {
            return TextNode.valueOf(value);
        }
    }

    /** {@code 0,3} as a list of numbers or names, a single word as it is. */
    static JsonNode neurons(String value, ObjectMapper json) {
        if (value.equals("all") || value.equals("population") || value.equals("each")) {
            return TextNode.valueOf(value);
        }
        return list(value, json);
    }

    /** {@code 20,40} as a list. */
    static JsonNode list(String value, ObjectMapper json) {
        var list = json.createArrayNode();
        for (String item : value.split(",", -1)) {
            list.add(of(item.strip(), json));
        }
        return list;
    }

    /** The JSON object in a file. */
    static ObjectNode read(Path file, ObjectMapper json) {
        try {
            if (json.readTree(Files.readString(file)) instanceof ObjectNode object) {
                return object;
            }
            throw new TonotopyException(Kind.LOCAL_FILE, "In " + file + " stands no JSON object.");
        } catch (JsonProcessingException invalid) {
            throw new TonotopyException(
                    Kind.LOCAL_FILE,
                    file + " is no valid JSON (line " + invalid.getLocation().getLineNr() + "): "
                            + invalid.getOriginalMessage(),
                    invalid);
        } catch (IOException unreadable) {
            throw TonotopyException.unreadable(file, unreadable);
        }
    }
}
