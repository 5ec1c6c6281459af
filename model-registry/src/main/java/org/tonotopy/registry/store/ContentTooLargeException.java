package org.tonotopy.registry.store;

import java.io.IOException;

/** Content is longer than it may be. */
public final class ContentTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** A refusal of content that is longer than the limit. */
    public ContentTooLargeException(long limitBytes) {
        super("the content is longer than the limit of " + limitBytes + " bytes");
    }
}
