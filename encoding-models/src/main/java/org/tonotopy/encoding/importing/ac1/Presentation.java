package org.tonotopy.encoding.importing.ac1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.importing.mat.MatStructs;
import org.tonotopy.encoding.recording.Finding.Code;

/**
 * One sound that was played, an element of {@code triggers}.
 *
 * @param type what sort of sound it was: {@code naturalsound}, {@code tone}, {@code whitenoise}
 * @param onset index, from 0, of the sample of the trace with which it began; the file counts from 1
 * @param file path of the sound below {@code Stimuli}
 * @param description what was played
 * @param durationMs how long
 * @param soundRateHz sampling rate at which it was played
 */
record Presentation(
        String type,
        int onset,
        Optional<String> file,
        Optional<String> description,
        OptionalDouble durationMs,
        OptionalDouble soundRateHz) {

    private static final String VARIABLE = "triggers";

    static boolean isIn(MatFile file) {
        return file.names().contains(VARIABLE);
    }

    static List<Presentation> read(MatFile file) throws MatRefusedException {
        MatStructs triggers = PublishedFields.variable(file, VARIABLE);
        List<Presentation> presentations = new ArrayList<>();
        for (int i = 0; i < triggers.size(); i++) {
            Optional<MatStructs> parameters = PublishedFields.structs(triggers, i, "param");
            presentations.add(new Presentation(
                    PublishedFields.text(triggers, i, "type").orElse("unnamed"),
                    onset(triggers, i),
                    PublishedFields.text(triggers, i, "file"),
                    parameters.flatMap(of -> PublishedFields.text(of, 0, "description")),
                    number(parameters, "duration"),
                    number(parameters, "sf")));
        }
        return presentations;
    }

    private static int onset(MatStructs triggers, int index) throws MatRefusedException {
        String where = VARIABLE + "(" + (index + 1) + ")";
        double sample = Math.rint(PublishedFields.scalar(triggers, index, "time", where));
        if (!(sample >= 1 && sample <= Integer.MAX_VALUE)) {
            throw new MatRefusedException(
                    Code.UNREADABLE_ARRAY,
                    where + ".time",
                    "The sound began with sample " + sample + " of the trace, counted from 1.",
                    "Save the number of a sample.");
        }
        return (int) sample - 1;
    }

    private static OptionalDouble number(Optional<MatStructs> parameters, String field) {
        return parameters.isPresent() ? PublishedFields.number(parameters.get(), 0, field) : OptionalDouble.empty();
    }
}
