package org.tonotopy.api.http;

import java.util.List;
import java.util.Optional;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;

/**
 * What a change says that it was made to, so that of two who change the same at once one is told. RFC 9110, section 13.1.1; RFC 6585,
 * section 3.
 */
public final class IfMatch {
    /** The header. */
    public static final String HEADER = HttpHeaders.IF_MATCH;

    private final List<ETag> named;
    private final String address;

    private IfMatch(List<ETag> named, String address) {
        this.named = named;
        this.address = address;
    }

    /**
     * Reads the header of a change.
     *
     * @param header as it was sent
     * @param address that answers with the ETag
     * @throws ProblemException if there is none
     */
    public static IfMatch read(Optional<String> header, String address) {
        List<ETag> named = header.map(ETag::parse).orElse(List.of());
        if (named.isEmpty()) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag that GET " + address
                            + " answers with, so that a change that somebody made meanwhile is not lost.");
        }
        return new IfMatch(named, address);
    }

    /**
     * Refuses the change of something that has changed.
     *
     * @param current its ETag now, in quotation marks; nobody else changes it until the caller has
     * @throws ProblemException if none of those that were sent is it
     */
    public void require(String current) {
        ETag now = ETag.create(current);
        if (named.stream().noneMatch(tag -> tag.isWildcard() || tag.compare(now, true))) {
            throw new ProblemException(
                    ProblemType.CHANGED_SINCE,
                    "It is no longer what If-Match names. Read GET " + address
                            + " again, see whether the change is still meant, and send it with the ETag of that answer.");
        }
    }
}
