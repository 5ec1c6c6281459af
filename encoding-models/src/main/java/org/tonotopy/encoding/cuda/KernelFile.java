package org.tonotopy.encoding.cuda;

import java.util.List;
import java.util.stream.Stream;

/** A file of kernels, and what is compiled before it. */
enum KernelFile {
    COPIES("copies.cu"),
    SUMS("sums.cu"),
    AFFINE("product.cu", "affine.cu"),
    FILTER("product.cu", "filter.cu"),
    FILTER_WEIGHTS("filter-weights.cu"),
    CONVOLUTION("product.cu", "convolution.cu"),
    ACTIVATION("activation.cu"),
    NORMALISATION("activation.cu", "normalisation.cu"),
    LEAK("leak.cu"),
    SILENCE("silence.cu"),
    ENCODER("encoder.cu"),
    RECURRENCE("recurrence.cu"),
    LOSS("output.cu", "loss.cu");

    private static final String FIRST = "rows.cu";

    private final List<String> files;

    KernelFile(String... files) {
        this.files = List.of(files);
    }

    /** Sources, in the order in which they are compiled. */
    List<String> sources() {
        return Stream.concat(Stream.of(FIRST), files.stream()).toList();
    }
}
