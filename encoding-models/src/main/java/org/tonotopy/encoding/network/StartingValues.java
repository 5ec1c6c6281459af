package org.tonotopy.encoding.network;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** How a block of parameters begins before it is fitted. */
public sealed interface StartingValues {
    /**
     * Writes the values.
     *
     * @param parameters the parameter vector
     * @param offset where the block begins
     * @param size its length
     * @param random draws what is random
     */
    void fill(float[] parameters, int offset, int size, SplittableRandom random);

    /**
     * Drawn uniformly and independently.
     *
     * @param low least value
     * @param high bound above
     */
    record Uniform(double low, double high) implements StartingValues {
        /** Plus or minus one over the root of the fan-in: PyTorch's start of linear, convolutional and recurrent layers. */
        static Uniform fanIn(int inputs) {
            double bound = 1 / Math.sqrt(inputs);
            return new Uniform(-bound, bound);
        }

        @Override
        public void fill(float[] parameters, int offset, int size, SplittableRandom random) {
            for (int i = offset; i < offset + size; i++) {
                parameters[i] = (float) (low + (high - low) * random.nextDouble());
            }
        }
    }

    /**
     * All the same.
     *
     * @param value of each
     */
    record Constant(double value) implements StartingValues {
        @Override
        public void fill(float[] parameters, int offset, int size, SplittableRandom random) {
            Arrays.fill(parameters, offset, offset + size, (float) value);
        }
    }

    /**
     * Each given.
     *
     * @param values as many as the block has
     */
    record Given(List<Double> values) implements StartingValues {
        /** Copies the list. */
        public Given {
            values = List.copyOf(values);
        }

        @Override
        public void fill(float[] parameters, int offset, int size, SplittableRandom random) {
            for (int i = 0; i < size; i++) {
                parameters[offset + i] = values.get(i).floatValue();
            }
        }
    }

    /**
     * Drawn so that {@code log(1 + e^v)} of each is uniform on a log axis.
     *
     * @param least bound below, above 0
     * @param greatest bound above
     */
    record BeforeSoftplus(double least, double greatest) implements StartingValues {
        @Override
        public void fill(float[] parameters, int offset, int size, SplittableRandom random) {
            for (int i = offset; i < offset + size; i++) {
                double after = least * Math.pow(greatest / least, random.nextDouble());
                parameters[i] = (float) of(after);
            }
        }

        /** {@code v} from {@code log(1 + e^v)}: {@code y + log(1 - e^-y)}, which overflows nowhere. */
        static double of(double after) {
            return after + Math.log(-Math.expm1(-after));
        }
    }
}
