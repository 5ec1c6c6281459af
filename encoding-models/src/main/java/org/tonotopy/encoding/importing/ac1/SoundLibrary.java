package org.tonotopy.encoding.importing.ac1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tonotopy.encoding.cochleagram.Waveform;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatNumbers;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.importing.mat.MatStructs;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;

/**
 * The sounds of an archive: MAT files below a folder {@code Stimuli}, each with a variable {@code stimulus} that holds
 * {@code samples} (Wehr) or {@code sample} (Asari) and {@code param.sf}, their rate.
 */
final class SoundLibrary {

    static final String SUFFIX = ".mat";

    private static final String FOLDER = "stimuli/";
    private static final String VARIABLE = "stimulus";
    private static final Pattern SEQUENCE =
            Pattern.compile("\\bsequence\\s+\\d+\\s*:([\\s\\d]+)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NUMBER = 6;
    private static final int MOST_PARTS = 50;
    private static final double RAMP_MS = 5;

    private final Ac1Files files;
    private final FindingLog log;
    private final Map<String, ArchiveEntry> byPath = new HashMap<>();
    private Optional<Map<String, ArchiveEntry>> byDescription = Optional.empty();

    SoundLibrary(Ac1Files files, FindingLog log) {
        this.files = files;
        this.log = log;
        for (ArchiveEntry entry : files.sounds()) {
            String path = path(entry).orElseThrow().toLowerCase(Locale.ROOT);
            ArchiveEntry other = byPath.putIfAbsent(path, entry);
            if (other != null) {
                log.error(
                        Code.DUPLICATE_NAME,
                        entry.name(),
                        "Two folders Stimuli hold " + path + "; the other is " + other.name() + ".",
                        "Leave one of them out.");
            }
        }
    }

    /** The path of a file below {@code Stimuli}; empty where it is no sound. */
    static Optional<String> path(ArchiveEntry entry) {
        String name = entry.name();
        String lower = name.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf("/" + FOLDER) + 1;
        boolean below = at > 0 || lower.startsWith(FOLDER);
        return below && lower.endsWith(SUFFIX) ? Optional.of(name.substring(at + FOLDER.length())) : Optional.empty();
    }

    /**
     * What a presentation played: the sequence that its description spells, else the file that it names, else the file with
     * its description. Empty where the archive has no such sound; tones and noise were made while they were played.
     */
    Optional<PlayedSound> find(Presentation presentation, Setup setup) throws IOException {
        Optional<String> description = presentation.description();
        Matcher sequence = SEQUENCE.matcher(description.orElse(""));
        if (sequence.find()) {
            return sequence(sequence.group(1).strip().split("\\s+"), setup);
        }
        Optional<ArchiveEntry> entry = presentation.file().flatMap(this::file);
        if (entry.isEmpty() && description.isPresent()) {
            entry = Optional.ofNullable(descriptions().get(description.get()));
        }
        return entry.map(only -> new PlayedSound(List.of(only)));
    }

    private Optional<PlayedSound> sequence(String[] numbers, Setup setup) {
        List<ArchiveEntry> parts = new ArrayList<>();
        if (numbers.length > MOST_PARTS) {
            return Optional.empty();
        }
        for (String number : numbers) {
            int index = number.isEmpty() || number.length() > LONGEST_NUMBER ? 0 : Integer.parseInt(number);
            Optional<ArchiveEntry> part = index >= 1 && index <= setup.sounds().size()
                    ? file(setup.sounds().get(index - 1))
                    : Optional.empty();
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(new PlayedSound(List.copyOf(parts)));
    }

    /** The file of a path, which may be that of Windows, and may lack its suffix. */
    private Optional<ArchiveEntry> file(String path) {
        String lower = path.toLowerCase(Locale.ROOT).replace('\\', '/');
        String below = lower.substring(lower.lastIndexOf(FOLDER) < 0 ? 0 : lower.lastIndexOf(FOLDER) + FOLDER.length());
        String relative = below.startsWith("/") ? below.substring(1) : below;
        return Optional.ofNullable(byPath.get(relative.endsWith(SUFFIX) ? relative : relative + SUFFIX));
    }

    private Map<String, ArchiveEntry> descriptions() throws IOException {
        if (byDescription.isEmpty()) {
            Map<String, ArchiveEntry> found = new HashMap<>();
            for (ArchiveEntry entry : files.sounds()) {
                try {
                    PublishedFields.structs(stimulus(files.open(entry)), 0, "param")
                            .flatMap(parameters -> PublishedFields.text(parameters, 0, "description"))
                            .ifPresent(description -> found.putIfAbsent(description, entry));
                } catch (MatRefusedException refused) {
                    log.add(refused.finding(entry.name()));
                }
            }
            byDescription = Optional.of(found);
        }
        return byDescription.get();
    }

    /**
     * The sound that was played. The parts of a sequence follow each other without a gap, each with ramps of 5 ms (squared
     * cosine) at its ends, as they were presented; a sound on its own is as it was stored. Empty where it cannot be used,
     * which is then logged.
     */
    Optional<Waveform> read(PlayedSound sound) throws IOException {
        List<Waveform> parts = new ArrayList<>();
        long samples = 0;
        for (ArchiveEntry entry : sound.parts()) {
            try {
                Waveform part = part(entry);
                samples += part.samples().length;
                requireFitting(sound, part, parts, samples);
                parts.add(part);
            } catch (MatRefusedException refused) {
                log.add(refused.finding(entry.name()));
                return Optional.empty();
            }
        }
        return Optional.of(parts.size() == 1 ? parts.get(0) : joined(parts, (int) samples));
    }

    private void requireFitting(PlayedSound sound, Waveform part, List<Waveform> before, long samples)
            throws MatRefusedException {
        if (samples > files.mostSamples()) {
            throw new MatRefusedException(
                    Code.TOO_LARGE,
                    VARIABLE,
                    "The sequence " + sound.name() + " has more than " + files.mostSamples() + " samples.",
                    "Leave it out.");
        }
        double rate = before.isEmpty() ? part.sampleRateHz() : before.get(0).sampleRateHz();
        if (!PublishedFields.sameRate(part.sampleRateHz(), rate)) {
            throw new MatRefusedException(
                    Code.MIXED_SAMPLE_RATES,
                    VARIABLE + ".param.sf",
                    "The sequence " + sound.name() + " has parts of " + rate + " and of " + part.sampleRateHz()
                            + " Hz.",
                    "Save its parts with one sampling rate.");
        }
    }

    private static Waveform joined(List<Waveform> parts, int samples) {
        float[] all = new float[samples];
        int at = 0;
        for (Waveform part : parts) {
            float[] own = part.samples();
            int ramp = (int) Math.min(Math.round(RAMP_MS * part.sampleRateHz() / 1000), own.length / 2);
            for (int i = 0; i < own.length; i++) {
                int fromEnd = Math.min(i, own.length - 1 - i);
                double gain = fromEnd < ramp ? Math.pow(Math.sin(Math.PI / 2 * fromEnd / ramp), 2) : 1;
                all[at++] = (float) (own[i] * gain);
            }
        }
        return new Waveform(parts.get(0).sampleRateHz(), all);
    }

    private Waveform part(ArchiveEntry entry) throws IOException, MatRefusedException {
        MatStructs stimulus = stimulus(files.open(entry));
        String field = stimulus.fields().contains("sample") ? "sample" : "samples";
        String where = VARIABLE + "." + field;
        MatNumbers samples =
                PublishedFields.vector(stimulus.get(0, field, VARIABLE).asNumbers(where), where, files.mostSamples());
        MatStructs parameters = stimulus.get(0, "param", VARIABLE).asStructs(VARIABLE + ".param");
        float[] values = new float[samples.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) samples.at(i);
        }
        return new Waveform(PublishedFields.rate(parameters, 0, "sf", VARIABLE + ".param"), values);
    }

    private static MatStructs stimulus(MatFile file) throws MatRefusedException {
        return PublishedFields.variable(file, VARIABLE);
    }
}
