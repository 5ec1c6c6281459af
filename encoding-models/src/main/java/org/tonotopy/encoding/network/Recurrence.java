package org.tonotopy.encoding.network;

/**
 * The recurrent layer of a {@link StateNet}, as PyTorch and cuDNN define it: two bias vectors, one for the input's map
 * and one for the state's.
 */
public enum Recurrence {
    /**
     * {@code r = s(W_r x + b_r + U_r h + e_r)}, {@code z = s(W_z x + b_z + U_z h + e_z)}, {@code n = tanh(W_n x + b_n +
     * r (U_n h + e_n))}, {@code h' = (1 - z) n + z h}: the reset gate is applied after the recurrent product.
     */
    GRU(3),
    /**
     * {@code i, f, o = s(W x + b + U h + e)}, {@code g = tanh(W_g x + b_g + U_g h + e_g)}, {@code c' = f c + i g},
     * {@code h' = o tanh(c')}; gates in the order i, f, g, o.
     */
    LSTM(4),
    /** {@code h' = tanh(W x + b + U h + e)}. */
    RNN(1);

    private final int gates;

    Recurrence(int gates) {
        this.gates = gates;
    }

    /** Number of affine maps of input and state, stacked in the order in which the equations name them. */
    public int gates() {
        return gates;
    }
}
