package org.tonotopy.standalone.demo;

import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * A fit as the API reports it.
 *
 * @param path of the job
 * @param report the last answer about it
 */
record FitJob(String kind, int seed, String path, JsonNode report) {
    FitJob withReport(JsonNode newReport) {
        return new FitJob(kind, seed, path, newReport);
    }

    /** {@code QUEUED}, {@code RUNNING}, {@code SUCCEEDED} and so on. */
    String state() {
        return report.path("state").asString("").toUpperCase(Locale.ROOT);
    }

    boolean isOver() {
        return succeeded() || hasFailed();
    }

    boolean succeeded() {
        return state().equals("SUCCEEDED");
    }

    boolean hasFailed() {
        return state().equals("FAILED") || state().equals("CANCELLED");
    }

    /** What the worker does with it now; empty where that is not known. */
    String phase() {
        return report.path("progress").path("phase").asString("");
    }

    int epoch() {
        return report.path("progress").path("epoch").asInt(0);
    }

    int maxEpochs() {
        return report.path("progress").path("max_epochs").asInt(0);
    }

    OptionalDouble validationScore() {
        JsonNode score = report.path("progress").path("validation_score");
        return score.isNumber() ? OptionalDouble.of(score.asDouble()) : OptionalDouble.empty();
    }

    String failure() {
        JsonNode failure = report.path("failure");
        String message = failure.path("message").asString("");
        return message.isEmpty() ? state() : message;
    }

    String label() {
        return kind + " seed " + seed;
    }
}
