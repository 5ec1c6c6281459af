package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Complex numbers, which ND4J's arrays do not have; every result belongs to the scope that is given.
 *
 * @param real their real parts
 * @param imaginary their imaginary parts, of the same shape
 */
record ComplexArray(INDArray real, INDArray imaginary) {

    /** The same numbers in a precision; an array that has it already is the same array. */
    ComplexArray in(DataType type, ArrayScope scope) {
        return new ComplexArray(in(type, real, scope), in(type, imaginary, scope));
    }

    /** The same for real numbers. */
    static INDArray in(DataType type, INDArray array, ArrayScope scope) {
        return array.dataType() == type ? array : scope.keep(array.castTo(type));
    }

    /** {@code e^z}. */
    ComplexArray exp(ArrayScope scope) {
        INDArray size = scope.keep(Transforms.exp(real, true));
        return new ComplexArray(
                scope.keep(Transforms.cos(imaginary, true)).muli(size),
                scope.keep(Transforms.sin(imaginary, true)).muli(size));
    }

    ComplexArray minus(ComplexArray other, ArrayScope scope) {
        return new ComplexArray(scope.keep(real.sub(other.real)), scope.keep(imaginary.sub(other.imaginary)));
    }

    ComplexArray minus(double number, ArrayScope scope) {
        return new ComplexArray(scope.keep(real.sub(number)), imaginary);
    }

    ComplexArray times(ComplexArray other, ArrayScope scope) {
        return new ComplexArray(
                scope.keep(real.mul(other.real)).subi(scope.keep(imaginary.mul(other.imaginary))),
                scope.keep(real.mul(other.imaginary)).addi(scope.keep(imaginary.mul(other.real))));
    }

    /** Each row times one real number: {@code [row][1]}. */
    ComplexArray scaledRows(INDArray factors, ArrayScope scope) {
        return new ComplexArray(
                scope.keep(real.mulColumnVector(factors)), scope.keep(imaginary.mulColumnVector(factors)));
    }

    ComplexArray over(ComplexArray other, ArrayScope scope) {
        INDArray square = scope.keep(other.real.mul(other.real)).addi(scope.keep(other.imaginary.mul(other.imaginary)));
        ComplexArray product = times(other.conjugate(scope), scope);
        return new ComplexArray(product.real.divi(square), product.imaginary.divi(square));
    }

    ComplexArray conjugate(ArrayScope scope) {
        return new ComplexArray(real, scope.keep(imaginary.neg()));
    }
}
