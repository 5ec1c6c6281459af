package org.tonotopy.worker.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonotopy.registry.job.JobEvent;

/** The orders in which things may happen to a job, as an automaton over the types of its events. */
final class LegalOrder {
    private enum Place {
        NOWHERE,
        WAITING,
        RUNNING,
        PAUSING,
        CANCELLING,
        LOSING,
        PAUSED,
        SUCCEEDED,
        ENDED
    }

    private static final Map<Place, Map<String, Place>> MOVES = new EnumMap<>(Map.of(
            Place.NOWHERE,
            Map.of("queued", Place.WAITING),
            Place.WAITING,
            Map.of("started", Place.RUNNING, "paused", Place.PAUSED, "cancelled", Place.ENDED),
            Place.RUNNING,
            Map.of(
                    "progress", Place.RUNNING,
                    "pausing", Place.PAUSING,
                    "cancelling", Place.CANCELLING,
                    "queued", Place.WAITING,
                    "handed_back", Place.WAITING,
                    "retrying", Place.WAITING,
                    "lost", Place.LOSING,
                    "stalled", Place.LOSING,
                    "succeeded", Place.SUCCEEDED,
                    "failed", Place.ENDED),
            Place.PAUSING,
            Map.of(
                    "progress", Place.PAUSING,
                    "resumed", Place.RUNNING,
                    "paused", Place.PAUSED,
                    "cancelling", Place.CANCELLING,
                    "lost", Place.LOSING,
                    "stalled", Place.LOSING,
                    "succeeded", Place.SUCCEEDED,
                    "failed", Place.ENDED),
            Place.CANCELLING,
            Map.of(
                    "progress", Place.CANCELLING,
                    "cancelled", Place.ENDED,
                    "lost", Place.LOSING,
                    "stalled", Place.LOSING,
                    "succeeded", Place.SUCCEEDED,
                    "failed", Place.ENDED),
            Place.LOSING,
            Map.of("queued", Place.WAITING, "paused", Place.PAUSED, "cancelled", Place.ENDED, "failed", Place.ENDED),
            Place.PAUSED,
            Map.of("resumed", Place.WAITING, "cancelled", Place.ENDED),
            Place.SUCCEEDED,
            Map.of(),
            Place.ENDED,
            Map.of("retried", Place.WAITING)));

    private LegalOrder() {}

    /** The first thing that is wrong with what happened to a job that has ended; empty where nothing is. */
    static Optional<String> breach(List<JobEvent> events) {
        Place place = Place.NOWHERE;
        int attempt = 0;
        List<String> before = new ArrayList<>();
        for (JobEvent event : events) {
            before.add(event.type());
            if (event.sequence() != before.size()) {
                return Optional.of("event " + event.sequence() + " at place " + before.size());
            }
            Map<String, Place> moves = MOVES.getOrDefault(place, Map.of());
            Place next = moves.getOrDefault(event.type(), Place.NOWHERE);
            if (next == Place.NOWHERE) {
                return Optional.of("after " + before + " in " + place);
            }
            int expected = event.type().equals("started") ? attempt + 1 : attempt;
            if (event.attempt() != expected) {
                return Optional.of(event.type() + " of attempt " + event.attempt() + " in attempt " + expected);
            }
            attempt = expected;
            place = next;
        }
        boolean ended = place == Place.SUCCEEDED || place == Place.ENDED;
        return ended ? Optional.empty() : Optional.of("the events end with " + place + ": " + before);
    }
}
