package org.tonotopy.worker.device;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.tonotopy.encoding.cuda.GpuMemoryException;
import org.tonotopy.encoding.cuda.GpuUnavailableException;

/** Says in one sentence why a worker that was to compute on a graphics processor does not start. */
final class DeviceFailureAnalyzer implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GpuUnavailableException || cause instanceof GpuMemoryException) {
                return new FailureAnalysis(
                        cause.getMessage(),
                        "Mend it, or set TONOTOPY_WORKER_DEVICE=cpu; docs/graphics-processors.md says what is needed.",
                        failure);
            }
        }
        return null;
    }
}
