package org.tonotopy.encoding.network;

/** The recurrent layer of a {@link StateNet}. */
public enum Recurrence {
    /**
     * {@code r = s(W_r x + b_r + U_r h + e_r)}, {@code z = s(W_z x + b_z + U_z h + e_z)}, {@code n = tanh(W_n x + b_n +
     * r (U_n h + e_n))}, {@code h' = (1 - z) n + z h}: two bias vectors, the reset gate applied after the recurrent
     * product, as PyTorch and cuDNN define it.
     */
    GRU(3);

    private final int gates;

    Recurrence(int gates) {
        this.gates = gates;
    }

    /** Number of affine maps of input and state, stacked in the order in which the equations name them. */
    public int gates() {
        return gates;
    }
}
