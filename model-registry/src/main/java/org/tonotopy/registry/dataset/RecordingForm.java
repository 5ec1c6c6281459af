package org.tonotopy.registry.dataset;

import java.util.Optional;

/**
 * How the file of a recording is to be read.
 *
 * @param format its form
 * @param frontEnd how its sounds become cochleagrams; present exactly where it has sounds
 */
public record RecordingForm(RecordingFormat format, Optional<FrontEndSettings> frontEnd) {
    /** @throws IllegalArgumentException if there are settings without sounds, or sounds without settings */
    public RecordingForm {
        if (format.comesAsSound() != frontEnd.isPresent()) {
            throw new IllegalArgumentException("a front end belongs to the formats that come as sound");
        }
    }

    /** What the models read. */
    public static RecordingForm canonical() {
        return ofCochleagrams(RecordingFormat.NPZ);
    }

    /** A form without sounds. */
    public static RecordingForm ofCochleagrams(RecordingFormat format) {
        return new RecordingForm(format, Optional.empty());
    }

    /** A form with sounds. */
    public static RecordingForm ofSound(RecordingFormat format, FrontEndSettings frontEnd) {
        return new RecordingForm(format, Optional.of(frontEnd));
    }
}
