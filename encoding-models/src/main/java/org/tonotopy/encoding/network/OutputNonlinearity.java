package org.tonotopy.encoding.network;

/** What follows the last linear map, for each neuron by itself. */
public enum OutputNonlinearity {
    /** {@code y = x}. */
    IDENTITY(0),
    /**
     * {@code y = softplus(beta x) / beta + softplus(b)} with {@code beta = softplus(raw)}: parameters {@code raw} and
     * {@code b} per neuron. The output of StateNet (Rancon et al. 2025 Commun Biol 8:1456).
     */
    SOFTPLUS2(2);

    private final int parametersPerNeuron;

    OutputNonlinearity(int parametersPerNeuron) {
        this.parametersPerNeuron = parametersPerNeuron;
    }

    /** Number of parameters that it adds for each neuron. */
    public int parametersPerNeuron() {
        return parametersPerNeuron;
    }
}
