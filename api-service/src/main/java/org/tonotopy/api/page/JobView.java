package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the page of a job shows.
 *
 * @param id of the job
 * @param label what it makes
 * @param state as a word
 * @param ended whether nothing more will happen by itself
 * @param facts to know about it
 * @param waiting why it waits, where and how long
 * @param failure why it failed
 * @param model that it made
 * @param bar how far it is
 * @param curve validation scores so far
 * @param events what happened, the newest first
 * @param attempts at workers, the newest first
 * @param log last lines of the newest attempt, while they are at hand
 * @param moves what can be done with it: the last part of a path
 */
record JobView(
        UUID id,
        String label,
        String state,
        boolean ended,
        List<Fact> facts,
        Optional<String> waiting,
        Optional<String> failure,
        Optional<String> model,
        Optional<Bar> bar,
        Optional<Curve> curve,
        List<Event> events,
        List<Try> attempts,
        Optional<String> log,
        List<String> moves) {
    /**
     * How far.
     *
     * @param done steps
     * @param total steps; 0: nobody knows
     * @param words the same in words
     */
    record Bar(long done, long total, String words) {}

    /**
     * A line in a box of 600 by 160.
     *
     * @param points of an SVG polyline
     * @param words what it shows
     */
    record Curve(String points, String words) {}

    /**
     * Something that happened.
     *
     * @param at when
     * @param words what
     */
    record Event(String at, String words) {}

    /**
     * An attempt.
     *
     * @param number from 1
     * @param worker that took it
     * @param started when
     * @param outcome how it ended, or that it runs
     * @param logged whether there is a log of it
     */
    record Try(int number, String worker, String started, String outcome, boolean logged) {}
}
