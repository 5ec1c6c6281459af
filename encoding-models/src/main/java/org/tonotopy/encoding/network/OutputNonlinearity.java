package org.tonotopy.encoding.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tonotopy.encoding.network.StartingValues.Constant;
import org.tonotopy.encoding.network.StartingValues.Uniform;

/** What follows the last linear map, for each neuron by itself. */
public enum OutputNonlinearity {
    /** {@code y = x}. */
    IDENTITY(true),
    /** {@code y = max(x, 0)}. */
    RELU(false),
    /** {@code y = log(1 + e^x)}. */
    SOFTPLUS(false),
    /**
     * {@code y = softplus(beta x) / beta + softplus(b)} with {@code beta = softplus(raw)}: parameters {@code raw} and
     * {@code b} per neuron. The output of StateNet (Rancon et al. 2025 Commun Biol 8:1456).
     */
    SOFTPLUS2(false) {
        @Override
        void declare(Map<String, StartingValues> parameters) {
            parameters.put(ParameterNames.OUTPUT_STEEPNESS, new Uniform(5, 6));
            parameters.put(ParameterNames.OUTPUT_FLOOR, new Uniform(-5, -3));
        }
    },
    /** {@code y = 1 / (1 + e^-x)}. */
    SIGMOID(false),
    /**
     * {@code y = a + b sigmoid((x - c) / d)} with {@code d = softplus(raw) + 0.001}: parameters {@code a}, {@code b},
     * {@code c} and {@code raw} per neuron (Willmore et al. 2016 J Neurosci 36:280). A width above zero loses no curve,
     * since turning the signs of {@code b} and {@code d} and adding {@code b} to {@code a} changes nothing; and a step of a
     * fit never meets the pole at a width of 0, nor a slope steeper than {@code 250 b}.
     */
    SIGMOID4(true) {
        @Override
        void declare(Map<String, StartingValues> parameters) {
            parameters.put(ParameterNames.OUTPUT_BASE, new Constant(0));
            parameters.put(ParameterNames.OUTPUT_AMPLITUDE, new Constant(1));
            parameters.put(ParameterNames.OUTPUT_SHIFT, new Constant(0));
            parameters.put(ParameterNames.OUTPUT_WIDTH, new Constant(SOFTPLUS_OF_ONE));
        }
    },
    /** {@link #SIGMOID4} with {@code a = softplus(raw)} and {@code b = softplus(raw)}, so that rates are not negative. */
    SIGMOID4_NON_NEGATIVE(false) {
        @Override
        void declare(Map<String, StartingValues> parameters) {
            parameters.put(ParameterNames.OUTPUT_BASE, new Constant(SOFTPLUS_OF_SMALL));
            parameters.put(ParameterNames.OUTPUT_AMPLITUDE, new Constant(SOFTPLUS_OF_ONE));
            parameters.put(ParameterNames.OUTPUT_SHIFT, new Constant(0));
            parameters.put(ParameterNames.OUTPUT_WIDTH, new Constant(SOFTPLUS_OF_ONE));
        }
    },
    /**
     * {@code y = b + a exp(-exp(-k (x - s)))} with {@code k = softplus(raw)}: parameters {@code b}, {@code a}, {@code s}
     * and {@code raw} per neuron (Thorson, Lienard & David 2015 PLoS CB 11:e1004228).
     */
    DEXP(true) {
        @Override
        void declare(Map<String, StartingValues> parameters) {
            parameters.put(ParameterNames.OUTPUT_BASE, new Constant(0));
            parameters.put(ParameterNames.OUTPUT_AMPLITUDE, new Constant(1));
            parameters.put(ParameterNames.OUTPUT_SHIFT, new Constant(0));
            parameters.put(ParameterNames.OUTPUT_STEEPNESS, new Constant(SOFTPLUS_OF_ONE));
        }
    },
    /** {@link #DEXP} with {@code a = softplus(raw)} and {@code b = softplus(raw)}, so that rates are not negative. */
    DEXP_NON_NEGATIVE(false) {
        @Override
        void declare(Map<String, StartingValues> parameters) {
            parameters.put(ParameterNames.OUTPUT_BASE, new Constant(SOFTPLUS_OF_SMALL));
            parameters.put(ParameterNames.OUTPUT_AMPLITUDE, new Constant(SOFTPLUS_OF_ONE));
            parameters.put(ParameterNames.OUTPUT_SHIFT, new Constant(0));
            parameters.put(ParameterNames.OUTPUT_STEEPNESS, new Constant(SOFTPLUS_OF_ONE));
        }
    };

    /** Least width of a {@link #SIGMOID4}. */
    public static final double LEAST_WIDTH = 0.001;

    /** {@code softplus} of it is 1. */
    private static final double SOFTPLUS_OF_ONE = Math.log(Math.E - 1);
    /** {@code softplus} of it is about 0.02, the floor that StateNet's output starts from. */
    private static final double SOFTPLUS_OF_SMALL = -4;

    private final boolean reachesBelowZero;

    OutputNonlinearity(boolean reachesBelowZero) {
        this.reachesBelowZero = reachesBelowZero;
    }

    /** Whether some parameters give negative responses: then it fits no Poisson loss. */
    public boolean reachesBelowZero() {
        return reachesBelowZero;
    }

    /** Number of parameters that it adds for each neuron. */
    public int parametersPerNeuron() {
        return parameters().size();
    }

    /** Its parameters by name, one value of each per neuron, in order. */
    Map<String, StartingValues> parameters() {
        Map<String, StartingValues> parameters = new LinkedHashMap<>();
        declare(parameters);
        return Collections.unmodifiableMap(parameters);
    }

    void declare(Map<String, StartingValues> parameters) {
        // Most have none.
    }
}
