package org.tonotopy.encoding.network;

/**
 * A sum of outer products of a profile over frequency and one over lag: {@code W[k, f] = sum_r time_r[k] frequency_r[f]}.
 *
 * @param rank number of products
 */
public record SeparableKernel(int rank) implements FilterKernel {
    /** Checks the number. */
    public SeparableKernel {
        Positions.requirePositive("rank", rank);
    }

    @Override
    public void addTo(ParameterLayout.Builder layout, Frame frame, int delayBins, int filters) {
        layout.add(
                        ParameterNames.STRF_FREQUENCY,
                        StartingValues.Uniform.fanIn(frame.width()),
                        filters,
                        rank,
                        frame.width())
                .add(ParameterNames.STRF_TIME, StartingValues.Uniform.fanIn(delayBins), filters, rank, delayBins);
    }
}
