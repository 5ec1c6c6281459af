package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * The affine maps of input and state of a recurrent layer, stacked by gate.
 *
 * @param inputWeight {@code [gate * hidden][hidden]}
 * @param stateWeight {@code [gate * hidden][hidden]}
 * @param inputBias {@code [gate * hidden]}
 * @param stateBias {@code [gate * hidden]}
 */
record RecurrentMaps(INDArray inputWeight, INDArray stateWeight, INDArray inputBias, INDArray stateBias) {

    static RecurrentMaps of(ParameterArrays parameters) {
        return new RecurrentMaps(
                parameters.block(ParameterNames.INPUT_WEIGHT),
                parameters.block(ParameterNames.STATE_WEIGHT),
                parameters.block(ParameterNames.INPUT_BIAS),
                parameters.block(ParameterNames.STATE_BIAS));
    }

    /** Number of units. */
    long hidden() {
        return stateWeight.columns();
    }

    /** Number of units times gates. */
    long stacked() {
        return stateWeight.rows();
    }

    /** The map of all bins of the input, {@code [bin][gate * hidden]}. */
    INDArray ofInput(INDArray input, ArrayScope scope) {
        INDArray product = scope.keep(input.mmul(inputWeight.transpose()));
        return scope.keep(product.addiRowVector(inputBias).dup('c'));
    }

    /** The map of one state, {@code [1][gate * hidden]}. */
    INDArray ofState(INDArray state) {
        return state.mmul(stateWeight.transpose()).addi(stateBias.reshape(1, stacked()));
    }

    /** The columns of one gate: a view. */
    INDArray gate(INDArray stacked, int gate) {
        return stacked.get(NDArrayIndex.all(), NDArrayIndex.interval(gate * hidden(), (gate + 1) * hidden()));
    }

    /**
     * Adds the gradients of weights and biases.
     *
     * @param ofInputMaps gradient of the maps of the input, {@code [bin][gate * hidden]}
     * @param ofStateMaps gradient of the maps of the state, likewise
     * @param input {@code [bin][hidden]}
     * @param states before each bin, {@code [bin][hidden]}
     * @return the gradient of the input
     */
    INDArray backward(
            INDArray ofInputMaps,
            INDArray ofStateMaps,
            INDArray input,
            INDArray states,
            ParameterArrays gradient,
            ArrayScope scope) {
        gradient.add(
                ParameterNames.INPUT_WEIGHT, scope.keep(ofInputMaps.transpose().mmul(input)));
        gradient.add(
                ParameterNames.STATE_WEIGHT, scope.keep(ofStateMaps.transpose().mmul(states)));
        gradient.add(ParameterNames.INPUT_BIAS, scope.keep(ofInputMaps.sum(0)));
        gradient.add(ParameterNames.STATE_BIAS, scope.keep(ofStateMaps.sum(0)));
        return scope.keep(ofInputMaps.mmul(inputWeight));
    }
}
