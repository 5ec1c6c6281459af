package org.tonotopy.encoding.importing.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tonotopy.encoding.recording.Finding.Code;

/** Makes the names in one archive comparable, and refuses those that are no plain names below its root. */
final class EntryNames {

    private static final String PLAIN = "Pack the folder itself, so that all names are relative to it.";
    private static final int SHOWN = 80;

    private final int maxNameBytes;
    private final Set<String> seen = new HashSet<>();

    EntryNames(int maxNameBytes) {
        this.maxNameBytes = maxNameBytes;
    }

    /** Decodes a name that must be UTF-8: what other encodings meant cannot be known. */
    static String decoded(byte[] name) throws ArchiveRefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new ArchiveRefusedException(
                    Code.UNREADABLE_NAME,
                    shown(new String(name, StandardCharsets.ISO_8859_1)),
                    "The name of this entry is not UTF-8.",
                    "Rename the file in plain letters, or pack with a tool that writes names in UTF-8.");
        }
    }

    /**
     * The name with its parts separated by one slash, empty where the operating system made the file for itself.
     *
     * @throws ArchiveRefusedException where the name leads out of the archive, is no name, or was seen before
     */
    Optional<String> file(String name) throws ArchiveRefusedException {
        Optional<String> usable = checked(name);
        if (usable.isPresent() && !seen.add(usable.get())) {
            throw new ArchiveRefusedException(
                    Code.DUPLICATE_FILE,
                    shown(usable.get()),
                    "Two entries of the archive have this name.",
                    "Pack the folder again; adding to an archive may have left the old file in it.");
        }
        return usable;
    }

    /** As {@link #file(String)}, for a folder: it may be named often. */
    Optional<String> checked(String name) throws ArchiveRefusedException {
        if (name.length() > maxNameBytes || name.getBytes(StandardCharsets.UTF_8).length > maxNameBytes) {
            throw new ArchiveRefusedException(
                    Code.UNREADABLE_NAME,
                    shown(name),
                    "The name of this entry is longer than " + maxNameBytes + " bytes.",
                    "Use fewer or shorter folders.");
        }
        if (name.chars().anyMatch(c -> Character.isISOControl(c))) {
            throw new ArchiveRefusedException(
                    Code.UNREADABLE_NAME,
                    shown(name),
                    "The name of this entry holds control characters.",
                    "Rename the file in plain letters.");
        }
        // Some tools of Windows write its own separator.
        String slashed = name.replace('\\', '/');
        if (slashed.startsWith("/") || (slashed.length() > 1 && slashed.charAt(1) == ':')) {
            throw unsafe(name, "The name of this entry is absolute.");
        }
        List<String> parts = new ArrayList<>();
        for (String part : slashed.split("/", -1)) {
            if (part.equals("..")) {
                throw unsafe(name, "The name of this entry leads out of the archive by '..'.");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts.isEmpty() || parts.stream().anyMatch(EntryNames::isOfTheSystem)
                ? Optional.empty()
                : Optional.of(String.join("/", parts));
    }

    private static boolean isOfTheSystem(String part) {
        return part.equals("__MACOSX")
                || part.equals(".DS_Store")
                || part.startsWith("._")
                || part.equals("Thumbs.db")
                || part.equals("desktop.ini");
    }

    private static ArchiveRefusedException unsafe(String name, String what) {
        return new ArchiveRefusedException(Code.UNSAFE_ENTRY, shown(name), what, PLAIN);
    }

    /** Fit for a message, whatever the name holds. */
    static String shown(String name) {
        if (name.isBlank()) {
            return "an entry without a name";
        }
        String start = name.length() > SHOWN ? name.substring(0, SHOWN) + "..." : name;
        return start.replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cn}\\p{Cs}\\ufffd]", "?");
    }
}
