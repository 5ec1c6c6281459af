package org.tonotopy.registry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Content does not fit on a disk; it was not begun to be written. */
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    private NoRoomException(String message) {
        super(message);
    }

    /**
     * Refuses what does not fit.
     *
     * @param file where it is to be written, in a folder that is there
     * @param bytes that it takes
     * @throws NoRoomException if fewer are free
     */
    public static void unlessFree(Path file, long bytes) throws IOException {
        Path folder = file.resolveSibling(".");
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes) {
            throw new NoRoomException(
                    "it takes " + bytes + " bytes and the disk of " + folder.normalize() + " has " + free + " free");
        }
    }
}
