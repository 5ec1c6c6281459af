package org.tonotopy.encoding.network;

/** The recurrent layer of a {@link StateNet}. */
public enum Recurrence {
    /**
     * {@code r = s(W_r x + b_r + U_r h + e_r)}, {@code z = s(W_z x + b_z + U_z h + e_z)}, {@code n = tanh(W_n x + b_n +
     * r (U_n h + e_n))}, {@code h' = (1 - z) n + z h}: two bias vectors, the reset gate applied after the recurrent
     * product, as PyTorch and cuDNN define it.
     */
    GRU(3),
    /**
     * {@code i = s(W_i x + b_i + U_i h + e_i)}, {@code f} and {@code o} likewise, {@code g = tanh(W_g x + b_g + U_g h +
     * e_g)}, {@code c' = f c + i g}, {@code h' = o tanh(c')}: input, forget, cell and output gate, stacked in the order i,
     * f, g, o (Hochreiter &amp; Schmidhuber 1997 Neural Comput 9:1735).
     */
    LSTM(4),
    /** {@code h' = tanh(W x + b + U h + e)} (Elman 1990 Cogn Sci 14:179). */
    RNN(1),
    /** A Legendre memory unit: {@link LegendreMemory}. */
    LMU(0) {
        @Override
        void addTo(ParameterLayout.Builder layout, int hidden) {
            LegendreMemory.addTo(layout, hidden);
        }
    },
    /** A diagonal state space of each unit, and a mix over units: {@link DiagonalStateSpace}. */
    S4(0) {
        @Override
        void addTo(ParameterLayout.Builder layout, int hidden) {
            DiagonalStateSpace.addTo(layout, hidden);
        }
    },
    /** A state space whose step, input and output depend on the sound: {@link SelectiveStateSpace}. */
    MAMBA(0) {
        @Override
        void addTo(ParameterLayout.Builder layout, int hidden) {
            SelectiveStateSpace.addTo(layout, hidden);
        }
    };

    private final int gates;

    Recurrence(int gates) {
        this.gates = gates;
    }

    /**
     * Number of affine maps of input and state, stacked in the order in which the equations name them; 0 where there are
     * none of that form.
     */
    public int gates() {
        return gates;
    }

    /** Adds the parameters of a layer of so many units. */
    void addTo(ParameterLayout.Builder layout, int hidden) {
        StartingValues start = StartingValues.Uniform.fanIn(hidden);
        layout.add(ParameterNames.INPUT_WEIGHT, start, gates * hidden, hidden)
                .add(ParameterNames.STATE_WEIGHT, start, gates * hidden, hidden)
                .add(ParameterNames.INPUT_BIAS, start, gates * hidden)
                .add(ParameterNames.STATE_BIAS, start, gates * hidden);
    }
}
