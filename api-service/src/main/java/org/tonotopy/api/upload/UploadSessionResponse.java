package org.tonotopy.api.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.upload.UploadSession;

/**
 * Content that is on its way in parts.
 *
 * @param sha256 hash that the whole content must have
 * @param sizeBytes length of the whole content
 * @param partBytes length of every part but the last
 * @param parts how many there are
 * @param missing numbers of those that have not arrived
 * @param expiresAt when it is given up unless something happens to it before
 */
@Schema(name = "UploadSession", description = "Content that is on its way in parts.")
record UploadSessionResponse(
        @Schema(description = "SHA-256 that the whole content must have.")
        String sha256,

        @Schema(description = "Length of the whole content in bytes.")
        long sizeBytes,

        @Schema(description = "Length in bytes of every part but the last, which has the rest.")
        long partBytes,

        @Schema(description = "How many parts there are; part n begins at n * part_bytes, from 0.")
        int parts,

        @Schema(description = "Numbers of the parts that have not arrived, ascending: what is to be sent.")
        List<Integer> missing,

        @Schema(
                description =
                        "When what has arrived is removed, unless another part arrives before; null where the whole"
                                + " content is stored already.")
        Optional<Instant> expiresAt) {
    static UploadSessionResponse ofStored(StoredContent content, long partBytes) {
        long parts = (content.sizeBytes() + partBytes - 1) / partBytes;
        return new UploadSessionResponse(
                content.sha256(), content.sizeBytes(), partBytes, Math.toIntExact(parts), List.of(), Optional.empty());
    }

    static UploadSessionResponse of(UploadSession session, Duration expireAfter) {
        return new UploadSessionResponse(
                session.sha256(),
                session.sizeBytes(),
                session.partBytes(),
                session.partCount(),
                session.missing(),
                Optional.of(session.usedAt().plus(expireAfter)));
    }
}
