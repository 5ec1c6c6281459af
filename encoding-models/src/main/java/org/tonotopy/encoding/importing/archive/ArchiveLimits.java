package org.tonotopy.encoding.importing.archive;

import org.tonotopy.encoding.recording.ReadingLimits;

/**
 * How much of an untrusted archive is believed.
 *
 * @param maxEntries files and folders
 * @param maxDirectoryBytes what names and attributes of all entries may take in the archive
 * @param maxBytes bytes of all files together after inflation; as much is spooled of a tar.gz
 * @param maxInflation bytes after inflation for each byte in the archive; deflate itself cannot exceed 1032
 * @param maxNameBytes length of the name of an entry, folders included
 */
public record ArchiveLimits(int maxEntries, long maxDirectoryBytes, long maxBytes, int maxInflation, int maxNameBytes) {

    public ArchiveLimits {
        if (maxEntries < 1 || maxDirectoryBytes < 1 || maxBytes < 1 || maxInflation < 1 || maxNameBytes < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }

    /** Room for the folders of some hundred cells; bytes and inflation as for an archive of arrays. */
    public static ArchiveLimits within(ReadingLimits limits) {
        return new ArchiveLimits(
                100_000, 64L << 20, limits.file().maxBytes(), limits.file().maxInflation(), 1024);
    }
}
