package org.tonotopy.api.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What numbers from 0 to 1 stand for when values of a hyperparameter are drawn. */
sealed interface DrawnValue {
    /**
     * The value of a number.
     *
     * @param draw from 0 to below 1
     */
    JsonNode at(double draw);

    /**
     * One of some values, all as likely.
     *
     * @param values at least one
     */
    record OneOf(List<JsonNode> values) implements DrawnValue {
        @Override
        public JsonNode at(double draw) {
            return values.get((int) (draw * values.size()));
        }
    }

    /**
     * A real number of a range, rounded to four digits.
     *
     * @param low the least
     * @param high the greatest
     * @param log whether its logarithm is uniform and not itself
     */
    record Real(double low, double high, boolean log) implements DrawnValue {
        private static final MathContext DIGITS = new MathContext(4);

        @Override
        public JsonNode at(double draw) {
            double exact = between(low, high, log, draw);
            double rounded = new BigDecimal(exact).round(DIGITS).doubleValue();
            return JsonNodeFactory.instance.numberNode(Math.max(low, Math.min(high, rounded)));
        }
    }

    /**
     * A whole number of a range, both ends included.
     *
     * @param low the least
     * @param high the greatest
     * @param log whether its logarithm is uniform and not itself
     */
    record Whole(int low, int high, boolean log) implements DrawnValue {
        @Override
        public JsonNode at(double draw) {
            return JsonNodeFactory.instance.numberNode(Math.max(low, Math.min(high, (int)
                    Math.floor(between(low, high + 1.0, log, draw)))));
        }
    }

    private static double between(double low, double high, boolean log, double draw) {
        return log ? low * Math.pow(high / low, draw) : low + (high - low) * draw;
    }
}
