package org.tonotopy.api.problem;

/** Holds whole numbers of a query against what they may be. */
public final class WholeRange {
    private WholeRange() {}

    /**
     * A number that is within its range.
     *
     * @param parameter that has it
     * @throws ProblemException if it is not
     */
    public static int require(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem(
                            parameter,
                            value + " is out of range",
                            "Use a whole number from " + least + " to " + most + "."));
        }
        return value;
    }
}
