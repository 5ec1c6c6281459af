package org.tonotopy.api.benchmark;

import org.jspecify.annotations.Nullable;
import org.tonotopy.api.http.StorableJson;
import org.tonotopy.api.problem.FieldProblems;

/** What participants are asked to keep to, in words. */
public final class RulesText {
    /** Characters at most. */
    public static final int LONGEST = 10_000;

    private RulesText() {}

    /** The rules as they can be kept; empty where none were sent. */
    public static String check(@Nullable String sent, FieldProblems problems) {
        String rules = sent == null ? "" : sent;
        if (rules.length() > LONGEST) {
            problems.add("rules", "it is too long", "Use at most " + LONGEST + " characters.");
        } else if (!StorableJson.isStorable(rules)) {
            problems.add("rules", "it holds what cannot be kept", StorableJson.REMEDY);
        }
        return rules;
    }
}
