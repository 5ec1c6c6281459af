package org.tonotopy.encoding.cuda;

/** A batch needs more memory than the graphics processor has; the message is a sentence for people. */
public final class GpuMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message a sentence for people */
    public GpuMemoryException(String message) {
        super(message);
    }
}
