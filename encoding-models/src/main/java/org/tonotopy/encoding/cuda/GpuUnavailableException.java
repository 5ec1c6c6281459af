package org.tonotopy.encoding.cuda;

/** There is no graphics processor to compute on, or it computes wrongly; the message is a sentence for people. */
public final class GpuUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message a sentence for people */
    public GpuUnavailableException(String message) {
        super(message);
    }

    GpuUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
