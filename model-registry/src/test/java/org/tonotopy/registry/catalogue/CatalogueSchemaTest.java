package org.tonotopy.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CatalogueSchemaTest {
    private static final int REQUESTS = 20_000;

    /** So large that no setting is too large for it. */
    private static final DatasetShape ANY_DATA = new DatasetShape(
            5,
            140,
            List.of(new DatasetShape.StimulusShape("sound", 100_000)),
            List.of(new DatasetShape.NeuronShape("n")),
            Optional.empty(),
            Optional.empty());

    /** Where numbers are compared with each other, the schema has nothing to say. */
    private static final List<String> COMPARED = List.of(
            "model",
            "model.stride_bands",
            "model.rank",
            "model.gaussians",
            "training.smallest_penalty",
            "training.weight_decay",
            "training.warmup_epochs");

    private final SplittableRandom random = new SplittableRandom(20);

    @Test
    void theSchemaAcceptsWhatTheCheckAccepts() {
        Schema schema = schema(CatalogueSchema.ofFit());
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < REQUESTS; i++) {
            ObjectNode request = request();
            List<SpecificationProblem> problems = FitSpecification.complete(
                            request.path("model"), request.optional("training"), ANY_DATA)
                    .problems();
            if (problems.stream().anyMatch(CatalogueSchemaTest::comparesNumbers)) {
                continue;
            }
            boolean valid = schema.validate(request).isEmpty();
            assertThat(valid).as("%s: %s", request, problems).isEqualTo(problems.isEmpty());
            accepted += valid ? 1 : 0;
            refused += valid ? 0 : 1;
        }
        assertThat(accepted).isGreaterThan(REQUESTS / 10);
        assertThat(refused).isGreaterThan(REQUESTS / 10);
    }

    @Test
    void theSchemaOfAKindIsThatOfItsModelInAFit() {
        for (CatalogueEntry entry : ModelCatalogue.entries()) {
            Schema schema = schema(CatalogueSchema.of(entry));
            for (int i = 0; i < REQUESTS / 20; i++) {
                ObjectNode model = settings(entry);
                List<SpecificationProblem> problems = FitSpecification.complete(model, Optional.empty(), ANY_DATA)
                        .problems();
                if (problems.stream().noneMatch(CatalogueSchemaTest::comparesNumbers)) {
                    assertThat(schema.validate(model).isEmpty())
                            .as("%s: %s", model, problems)
                            .isEqualTo(problems.isEmpty());
                }
            }
        }
    }

    @Test
    void bothSchemasAreSchemas() {
        Schema dialect = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(dialect.validate(CatalogueSchema.ofFit())).isEmpty();
        ModelCatalogue.entries()
                .forEach(entry ->
                        assertThat(dialect.validate(CatalogueSchema.of(entry))).isEmpty());
    }

    private static boolean comparesNumbers(SpecificationProblem problem) {
        return COMPARED.contains(problem.field())
                && !problem.problem().contains("not allowed")
                && !problem.problem().contains("only where");
    }

    private static Schema schema(ObjectNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }

    private ObjectNode request() {
        ObjectNode request = RegistryJson.mapper().createObjectNode();
        request.set("model", settings(any(ModelCatalogue.entries())));
        if (random.nextInt(3) > 0) {
            request.set("training", settings(any(TrainingCatalogue.entries())));
        }
        return request;
    }

    /** Mostly what is allowed, and mostly what applies. */
    private ObjectNode settings(CatalogueEntry entry) {
        ObjectNode settings = RegistryJson.mapper().createObjectNode();
        if (random.nextInt(50) > 0) {
            settings.put("kind", random.nextInt(50) > 0 ? entry.kind() : "perceptron");
        }
        for (Hyperparameter setting : entry.hyperparameters()) {
            boolean conditional = !setting.appliesWhere().equals(Condition.ALWAYS);
            if (random.nextInt(conditional ? 8 : 3) == 0) {
                settings.set(setting.name(), value(setting.domain()));
            }
        }
        if (random.nextInt(50) == 0) {
            settings.put("depth", 3);
        }
        return settings;
    }

    private JsonNode value(HyperparameterDomain domain) {
        if (random.nextInt(30) == 0) {
            return any(List.of("null", "\"three\"", "-1", "2.5", "3.0", "1e12", "true", "[2]", "{}").stream()
                    .map(RegistryJson.mapper()::readTree)
                    .toList());
        }
        Object value;
        if (domain instanceof HyperparameterDomain.WholeNumber whole) {
            value = random.nextInt(whole.minimum(), Math.min(whole.maximum(), whole.minimum() + 8) + 1);
        } else if (domain instanceof HyperparameterDomain.RealNumber real) {
            value = real.minimum()
                    + random.nextDouble() * (Math.min(real.maximum(), real.minimum() + 1) - real.minimum());
        } else if (domain instanceof HyperparameterDomain.Choice choice) {
            value = any(choice.options());
        } else {
            value = random.nextBoolean();
        }
        return RegistryJson.mapper().valueToTree(value);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
