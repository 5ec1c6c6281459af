package org.tonotopy.encoding.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonotopy.encoding.cochleagram.Waveform;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.archive.RecordingArchive;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * The sounds of cells that heard the same ones under different numbers: files of identical bytes are one stimulus. A file
 * that is no sound names one that stands elsewhere in the archive.
 */
final class SharedSounds {

    private static final int LONGEST_REFERENCE = 1_000;

    private final RecordingArchive archive;
    private final RecordingDraft draft;
    private final ArchivedSounds reader;
    private final FindingLog log;
    private final Map<String, List<ArchiveEntry>> byName = new HashMap<>();
    private final Map<String, Optional<Integer>> byContent = new HashMap<>();
    private final Map<String, String> contents = new HashMap<>();

    SharedSounds(RecordingArchive archive, RecordingDraft draft, ArchivedSounds reader, FindingLog log) {
        this.archive = archive;
        this.draft = draft;
        this.reader = reader;
        this.log = log;
        for (ArchiveEntry entry : archive.entries()) {
            if (ArchivedSounds.isSound(entry)) {
                byName.computeIfAbsent(entry.fileName(), name -> new ArrayList<>())
                        .add(entry);
            }
        }
    }

    /** The stimulus that a file is or names; empty where there is none that can be used, which is then logged. */
    Optional<Integer> stimulus(ArchiveEntry entry, Optional<String> kind)
            throws IOException, RecordingRejectedException {
        if (beginsAsSound(entry)) {
            return add(entry, ArchivedSounds.nameOf(entry.name()), kind);
        }
        Optional<ArchiveEntry> named = named(entry);
        return named.isPresent()
                ? add(named.get(), ArchivedSounds.nameOf(named.get().fileName()), kind)
                : Optional.empty();
    }

    /** Sounds of the archive of which none of the files spoke. */
    void reportUnused(UnusedFiles unused) {
        for (ArchiveEntry entry : archive.entries()) {
            if (ArchivedSounds.isSound(entry) && !contents.containsKey(entry.name())) {
                unused.add(entry);
            }
        }
    }

    private Optional<ArchiveEntry> named(ArchiveEntry entry) throws IOException {
        Optional<String> name = reference(entry);
        List<ArchiveEntry> candidates =
                name.map(sound -> byName.getOrDefault(sound, List.of())).orElse(List.of());
        if (candidates.isEmpty()) {
            log.error(
                    Code.UNKNOWN_STIMULUS,
                    entry.name(),
                    name.map(sound -> "It names the sound " + sound + ", which is not in the archive.")
                            .orElse("It is neither a sound nor the name of one."),
                    "Pack the sounds with the cells.");
            return Optional.empty();
        }
        for (ArchiveEntry candidate : candidates) {
            if (!content(candidate).equals(content(candidates.get(0)))) {
                log.error(
                        Code.DUPLICATE_NAME,
                        entry.name(),
                        "It names " + candidate.fileName() + ", which two different sounds are called: "
                                + candidates.get(0).name() + " and " + candidate.name() + ".",
                        "Give every sound a name of its own.");
                return Optional.empty();
            }
        }
        return Optional.of(candidates.get(0));
    }

    private boolean beginsAsSound(ArchiveEntry entry) throws IOException {
        try (InputStream bytes = archive.open(entry)) {
            String start = new String(bytes.readNBytes(4), StandardCharsets.ISO_8859_1);
            return ArchivedSounds.isSound(entry) || start.matches("RIFF|RIFX|RF64|BW64");
        }
    }

    /** The last part of the path that is the one line of a text. */
    private Optional<String> reference(ArchiveEntry entry) throws IOException {
        if (entry.bytes() > LONGEST_REFERENCE) {
            return Optional.empty();
        }
        String text = StandardCharsets.UTF_8
                .decode(archive.bytes(entry, LONGEST_REFERENCE))
                .toString()
                .strip();
        String name = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
        return name.isEmpty() || name.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(name);
    }

    private Optional<Integer> add(ArchiveEntry entry, String name, Optional<String> kind)
            throws IOException, RecordingRejectedException {
        String content = content(entry);
        Optional<Integer> known = byContent.get(content);
        if (known == null) {
            Optional<Waveform> sound = reader.read(entry);
            known = sound.isPresent()
                    ? Optional.of(draft.addSound(name, kind, sound.get(), entry.name()))
                    : Optional.empty();
            byContent.put(content, known);
        }
        return known;
    }

    private String content(ArchiveEntry entry) throws IOException {
        String known = contents.get(entry.name());
        if (known == null) {
            MessageDigest digest = sha256();
            try (InputStream bytes = new DigestInputStream(archive.open(entry), digest)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            known = HexFormat.of().formatHex(digest.digest());
            contents.put(entry.name(), known);
        }
        return known;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
