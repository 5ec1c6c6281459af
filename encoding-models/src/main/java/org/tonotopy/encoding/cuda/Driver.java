package org.tonotopy.encoding.cuda;

import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** Turns what the driver answers into exceptions. */
final class Driver {
    private Driver() {}

    /**
     * Passes where a call succeeded.
     *
     * @param result of the call
     * @param action what was done, to follow "could not"
     */
    static void check(int result, String action) {
        if (result != cudart.CUDA_SUCCESS) {
            throw new GpuUnavailableException("The graphics processor could not " + action + ": " + describe(result));
        }
    }

    static String describe(int result) {
        try (PointerPointer<BytePointer> text = new PointerPointer<>(1)) {
            if (cudart.cuGetErrorString(result, text) != cudart.CUDA_SUCCESS) {
                return "error " + result;
            }
            try (BytePointer message = new BytePointer(text.get(0))) {
                return message.getString() + " (error " + result + ")";
            }
        }
    }
}
