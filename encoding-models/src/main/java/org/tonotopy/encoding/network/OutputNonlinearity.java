package org.tonotopy.encoding.network;

import java.util.List;

/** What follows the last linear map, for each neuron by itself. */
public enum OutputNonlinearity {
    /** {@code y = x}. */
    IDENTITY,
    /** {@code y = max(x, 0)}. */
    RELU,
    /** {@code y = log(1 + exp(x))}. */
    SOFTPLUS,
    /**
     * {@code y = softplus(beta x) / beta + softplus(b)} with {@code beta = softplus(raw)}: parameters {@code raw} and
     * {@code b} per neuron. The output of StateNet (Rancon et al. 2025 Commun Biol 8:1456).
     */
    SOFTPLUS2(ParameterNames.OUTPUT_STEEPNESS, ParameterNames.OUTPUT_FLOOR),
    /** {@code y = 1 / (1 + exp(-x))}. */
    SIGMOID,
    /**
     * {@code y = a + b sigmoid((x - c) / d)} with {@code d = softplus(raw)} (Willmore et al. 2016 J Neurosci 36:280).
     * Nothing is lost by {@code d > 0}: {@code b} may be negative.
     */
    SIGMOID4(
            ParameterNames.OUTPUT_BASE,
            ParameterNames.OUTPUT_AMPLITUDE,
            ParameterNames.OUTPUT_CENTRE,
            ParameterNames.OUTPUT_WIDTH),
    /** {@link #SIGMOID4} with {@code softplus(a)} and {@code softplus(b)} in the place of {@code a} and {@code b}. */
    SIGMOID4_NON_NEGATIVE(
            ParameterNames.OUTPUT_BASE,
            ParameterNames.OUTPUT_AMPLITUDE,
            ParameterNames.OUTPUT_CENTRE,
            ParameterNames.OUTPUT_WIDTH),
    /**
     * {@code y = a + b exp(-exp(-k (x - c)))} with {@code k = softplus(raw)} (Thorson et al. 2015 PLoS Comput Biol
     * 11:e1004228, with base {@code a} and amplitude {@code b} named as in {@link #SIGMOID4}).
     */
    DEXP(
            ParameterNames.OUTPUT_BASE,
            ParameterNames.OUTPUT_AMPLITUDE,
            ParameterNames.OUTPUT_CENTRE,
            ParameterNames.OUTPUT_STEEPNESS),
    /** {@link #DEXP} with {@code softplus(a)} and {@code softplus(b)} in the place of {@code a} and {@code b}. */
    DEXP_NON_NEGATIVE(
            ParameterNames.OUTPUT_BASE,
            ParameterNames.OUTPUT_AMPLITUDE,
            ParameterNames.OUTPUT_CENTRE,
            ParameterNames.OUTPUT_STEEPNESS);

    private final List<String> parameterNames;

    OutputNonlinearity(String... parameterNames) {
        this.parameterNames = List.of(parameterNames);
    }

    /** The parameters that it adds, each {@code [neuron]}. */
    public List<String> parameterNames() {
        return parameterNames;
    }

    /** Whether base and amplitude pass through a softplus. */
    public boolean keepsBaseAndAmplitudePositive() {
        return this == SIGMOID4_NON_NEGATIVE || this == DEXP_NON_NEGATIVE;
    }
}
