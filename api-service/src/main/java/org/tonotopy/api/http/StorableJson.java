package org.tonotopy.api.http;

import tools.jackson.databind.JsonNode;

/** Tells what the database can keep: its text has no NUL character, its numbers are those of a double. */
public final class StorableJson {
    /** What to do about content that is not storable. */
    public static final String REMEDY = "Leave out NUL characters (\\u0000) and numbers beyond 1.8e308.";

    private StorableJson() {}

    /** Whether a text can be kept. */
    public static boolean isStorable(String text) {
        return text.indexOf('\0') < 0;
    }

    /** Whether a value can be kept, names and all; its depth was bounded when it was read. */
    public static boolean isStorable(JsonNode value) {
        if (value.isString()) {
            return isStorable(value.stringValue());
        }
        if (value.isNumber()) {
            return Double.isFinite(value.doubleValue());
        }
        return value.propertyNames().stream().allMatch(StorableJson::isStorable)
                && value.valueStream().allMatch(StorableJson::isStorable);
    }
}
