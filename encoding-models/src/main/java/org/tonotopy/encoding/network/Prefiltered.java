package org.tonotopy.encoding.network;

/**
 * Any network behind a prefilter.
 *
 * @param prefilter in front
 * @param network behind it
 */
public record Prefiltered(Prefilter prefilter, NetworkSpec network) implements NetworkSpec {
    /** Checks that there is one prefilter. */
    public Prefiltered {
        if (network instanceof Prefiltered) {
            throw new IllegalArgumentException("network has a prefilter of its own: use one");
        }
        if (network instanceof ContrastGain) {
            throw new IllegalArgumentException(
                    "network has contrast gain control, which is measured on the cochleagram itself: use no prefilter");
        }
    }

    @Override
    public OutputNonlinearity output() {
        return network.output();
    }

    @Override
    public ParameterLayout layout(Frame frame, int neurons) {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        prefilter.addTo(layout, frame);
        return layout.addAll(network.layout(prefilter.output(frame), neurons)).build();
    }
}
