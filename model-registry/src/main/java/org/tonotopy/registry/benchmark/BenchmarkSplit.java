package org.tonotopy.registry.benchmark;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Which stimuli are for what: once for all, or in turns. Written as JSON it says by its fields which of the two it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(StimulusSplit.class), @JsonSubTypes.Type(CrossValidation.class)})
public sealed interface BenchmarkSplit permits StimulusSplit, CrossValidation {
    /** The turns; a network is fitted for each. No stimulus is tested in two of them. */
    List<StimulusSplit> turns();

    /** The stimuli that are tested, turn by turn, each once. */
    default List<Integer> tests() {
        return turns().stream().flatMap(turn -> turn.test().stream()).toList();
    }

    /** Whether its turns are the folds of a cross-validation. */
    default boolean hasFolds() {
        return this instanceof CrossValidation;
    }
}
