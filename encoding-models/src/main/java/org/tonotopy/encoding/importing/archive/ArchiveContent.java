package org.tonotopy.encoding.importing.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of one archive, whatever its form. */
sealed interface ArchiveContent extends Closeable permits ZipContent, TarContent {

    /** Every file, in the order of the archive, under names of which no two are equal. */
    List<ArchiveEntry> entries();

    /** Bytes of all of it, once decompressed. */
    long size() throws IOException;

    /** The bytes of the file at a position of {@link #entries()}, raw as the library gives them. */
    InputStream open(int index) throws IOException;
}
