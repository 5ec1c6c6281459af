package org.tonotopy.registry.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The values that a hyperparameter may take. */
public sealed interface HyperparameterDomain {
    /**
     * Reads a value.
     *
     * @param value as it stands in a request
     * @return the value in its one canonical form, or empty where it is not of this domain
     */
    Optional<Object> accept(JsonNode value);

    /** The domain in words, to follow "must be". */
    String inWords();

    /**
     * Whole numbers.
     *
     * @param minimum the smallest allowed
     * @param maximum the largest allowed
     */
    record WholeNumber(int minimum, int maximum) implements HyperparameterDomain {
        @Override
        public Optional<Object> accept(JsonNode value) {
            // JSON has one kind of number: 4.0 is as whole as 4.
            boolean whole = value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
            return whole && value.doubleValue() >= minimum && value.doubleValue() <= maximum
                    ? Optional.of((int) value.doubleValue())
                    : Optional.empty();
        }

        @Override
        public String inWords() {
            return "a whole number from " + minimum + " to " + maximum;
        }
    }

    /**
     * Real numbers.
     *
     * @param minimum the smallest allowed
     * @param maximum the largest allowed
     */
    record RealNumber(double minimum, double maximum) implements HyperparameterDomain {
        @Override
        public Optional<Object> accept(JsonNode value) {
            return value.isNumber() && value.doubleValue() >= minimum && value.doubleValue() <= maximum
                    ? Optional.of(value.doubleValue())
                    : Optional.empty();
        }

        @Override
        public String inWords() {
            return "a number from " + plain(minimum) + " to " + plain(maximum);
        }

        private static String plain(double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toString();
        }
    }

    /**
     * One of a few words.
     *
     * @param options the words
     */
    record Choice(List<String> options) implements HyperparameterDomain {
        /** Copies the list. */
        public Choice {
            options = List.copyOf(options);
        }

        @Override
        public Optional<Object> accept(JsonNode value) {
            return value.isString() && options.contains(value.stringValue())
                    ? Optional.of(value.stringValue())
                    : Optional.empty();
        }

        @Override
        public String inWords() {
            return "one of " + String.join(", ", options);
        }
    }

    /** Yes or no. */
    record Flag() implements HyperparameterDomain {
        @Override
        public Optional<Object> accept(JsonNode value) {
            return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
        }

        @Override
        public String inWords() {
            return "true or false";
        }
    }
}
