package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A dataset as its page shows it: every value is a text already.
 *
 * @param reference name and version
 * @param description in the lab's words
 * @param state where it stands, in a sentence
 * @param license on what terms it may be used, or that nobody said so
 * @param facts name and value
 * @param citations what to cite
 * @param sources where it comes from
 * @param job that reads it; empty where that is over
 * @param findings why it was rejected; empty where it was not
 * @param report empty until it is READY
 */
record DatasetView(
        String reference,
        Optional<String> description,
        String state,
        String license,
        List<Fact> facts,
        List<String> citations,
        List<String> sources,
        Optional<Waiting> job,
        List<Point> findings,
        Optional<Report> report) {
    /**
     * A job that is not over.
     *
     * @param id identity
     * @param state in words
     */
    record Waiting(UUID id, String state) {}

    /**
     * Something to know, and what to do about it.
     *
     * @param what it is
     * @param where in the file; empty where that says nothing
     * @param remedy what to do; empty where there is nothing to do
     */
    record Point(String what, String where, String remedy) {}

    /**
     * A report.
     *
     * @param alignment whether responses lie on the time axis of the sounds
     * @param leftOut what does not count, and why
     * @param notices what was found while reading
     * @param duplicates sounds and neurons that are there twice
     * @param ofAll pictures of the whole recording
     * @param pictures of some of its parts
     * @param withheld how many pictures are kept from who looks, and why, in a sentence; may be empty
     * @param stimuliPart which stimuli the table has
     * @param stimuli one row each
     * @param neuronsPart which neurons the table has
     * @param neurons one row each
     */
    record Report(
            Alignment alignment,
            List<String> leftOut,
            List<Point> notices,
            List<String> duplicates,
            List<Picture> ofAll,
            List<PictureGroup> pictures,
            String withheld,
            TablePart stimuliPart,
            List<Stimulus> stimuli,
            TablePart neuronsPart,
            List<Neuron> neurons) {}

    /**
     * Whether responses lie on the time axis of the sounds.
     *
     * @param verdict in a word or two
     * @param suspicious whether somebody should look
     * @param words why
     * @param remedy what to do; empty where there is nothing to do
     */
    record Alignment(String verdict, boolean suspicious, String words, String remedy) {}

    /**
     * A picture.
     *
     * @param label what it shows
     * @param png where it is
     * @param svg where it is as lines and text
     * @param csv where its numbers are
     */
    record Picture(String label, String png, String svg, String csv) {}

    /**
     * Pictures of one kind.
     *
     * @param title what they show, and how many of how many there are
     * @param words how to read them
     * @param pictures at least one
     */
    record PictureGroup(String title, String words, List<Picture> pictures) {}

    /**
     * A stimulus.
     *
     * @param index in the recording
     * @param name its name
     * @param kind what sort of sound
     * @param duration its length
     * @param neurons that heard it
     * @param repeats how often
     */
    record Stimulus(int index, String name, String kind, String duration, String neurons, String repeats) {}

    /**
     * A neuron.
     *
     * @param index in the recording
     * @param name its name
     * @param rate mean rate
     * @param recorded share of what there could be
     * @param signalPower what repeats share
     * @param noisePower what they do not
     * @param snr the one over the other
     * @param ceiling CCmax, or a dash
     * @param undefined why there is no ceiling; empty where there is one
     */
    record Neuron(
            int index,
            String name,
            String rate,
            String recorded,
            String signalPower,
            String noisePower,
            String snr,
            String ceiling,
            String undefined) {}
}
