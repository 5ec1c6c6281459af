package org.tonotopy.api.suite;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.benchmark.RulesText;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.suite.Suite;

/**
 * Defines a suite.
 *
 * @param name of the suite
 * @param benchmarks references, in order
 * @param rules in words
 */
@Schema(description = "Defines a suite: benchmarks of several datasets that are compared together.")
public record CreateSuiteRequest(
        @Schema(
                description = "Lower-case letters, digits, dots and hyphens.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                pattern = VersionedName.NAME_PATTERN,
                example = "cortex")
        @Nullable String name,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                description =
                                        "Names and versions of 2 to 20 benchmarks, each on another recording and all with the"
                                                + " same ranking metric.",
                                requiredMode = Schema.RequiredMode.REQUIRED,
                                example = "[\"ns1-natural@1\", \"ferret-natural@1\"]"),
                minItems = Suite.FEWEST_BENCHMARKS,
                maxItems = Suite.MOST_BENCHMARKS,
                schema = @Schema(pattern = VersionedName.REFERENCE_PATTERN))
        @Nullable List<@Nullable String> benchmarks,

        @Schema(
                description = "What participants are asked to keep to, in words; at most 10,000 characters.",
                maxLength = RulesText.LONGEST)
        @Nullable String rules) {}
