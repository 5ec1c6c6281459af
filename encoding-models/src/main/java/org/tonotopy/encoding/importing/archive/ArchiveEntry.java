package org.tonotopy.encoding.importing.archive;

/**
 * One file in an archive.
 *
 * @param name its path from the root of the archive: parts separated by one {@code /}, none of them {@code .} or
 *     {@code ..}, no control characters
 * @param bytes length after inflation
 */
public record ArchiveEntry(String name, long bytes) {

    /** The path of the folder that holds it, without a {@code /} at the end; empty at the root. */
    public String folder() {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    /** The last part of its name. */
    public String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
