package org.tonotopy.api.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.tonotopy.api.feature.FeatureService;
import org.tonotopy.api.http.IfMatch;
import org.tonotopy.api.http.SearchedTexts;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.leaderboard.BoardOrder;
import org.tonotopy.api.model.ModelService;
import org.tonotopy.api.paging.PageLimit;
import org.tonotopy.api.paging.PageToken;
import org.tonotopy.figure.Course;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.catalogue.FeatureEntry;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.model.FittedSpec;
import org.tonotopy.registry.reference.AliasedName;
import org.tonotopy.registry.reference.VersionedName;

/**
 * Says of parameters what they may be, with the bounds of the code that refuses the rest. A name means the same at every address, so that
 * what is said here holds for handlers that are yet to come; what only one handler knows stands at its parameter.
 */
@Configuration(proxyBeanMethods = false)
class ParameterShapes {
    private static final String PATH = "path";
    private static final String PREFER = "Prefer";

    @Bean
    GlobalOpenApiCustomizer shapes(ServerProperties server) {
        int longestHeader = (int) server.getMaxHttpRequestHeaderSize().toBytes();
        return document -> each(document, (path, parameter) -> {
            if (parameter.getIn().equals("header")) {
                header(parameter, longestHeader);
            } else {
                shape(path, parameter);
            }
        });
    }

    /** Every parameter of a description, with the path that has it. */
    static void each(OpenAPI document, BiConsumer<String, Parameter> work) {
        document.getPaths()
                .forEach((path, item) -> item.readOperations().stream()
                        .flatMap(operation -> Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream())
                        .forEach(parameter -> work.accept(path, parameter)));
    }

    private static void header(Parameter header, int longest) {
        Schema<?> schema = header.getSchema();
        switch (header.getName()) {
            case IdempotentRequests.HEADER -> pattern(schema, IdempotentRequests.KEY_PATTERN);
            case HttpHeaders.RANGE -> pattern(schema, "bytes=[0-9, -]+").maxLength(longest);
            // Whatever they hold, the server takes no longer ones.
            case IfMatch.HEADER, PREFER -> schema.maxLength(longest);
            default -> {}
        }
    }

    private static void shape(String path, Parameter parameter) {
        Schema<?> schema = parameter.getSchema();
        String name = parameter.getName();
        if (parameter.getIn().equals(PATH)) {
            switch (name) {
                case "name", "tag" -> pattern(schema, VersionedName.NAME_PATTERN);
                case "alias" -> pattern(schema, AliasedName.ALIAS_PATTERN);
                default -> {}
            }
        }
        switch (name) {
            case "reference", "with" ->
                pattern(
                        schema,
                        path.startsWith(ModelService.PATH)
                                ? AliasedName.EITHER_PATTERN
                                : VersionedName.REFERENCE_PATTERN);
            case "benchmark", "dataset" -> pattern(schema, VersionedName.REFERENCE_PATTERN);
            case "sha256", "part_sha256", "first", "second" -> pattern(schema, Sha256.HEX_PATTERN);
            case "feature" -> schema.minItems(1).maxItems(FeatureService.MOST_SIDE_BY_SIDE);
            case "kind" -> words(schema, kinds(path));
            case "sort" -> {
                if (schema.getEnum() == null) {
                    words(schema, BoardOrder.words());
                }
            }
            case "page_token" -> schema.minLength(1).maxLength(PageToken.LONGEST);
            case "limit" -> range(schema, 1, PageLimit.MOST);
            case "bins" -> range(schema, 1, Course.MOST_BINS);
            case "neuron" -> range(schema, 0, DatasetShape.MOST_NEURONS - 1);
            case "stimulus" -> range(schema, 0, DatasetShape.MOST_STIMULI - 1);
            case "after", "first_bin", "min_seeds", "network" -> range(schema, 0, Integer.MAX_VALUE);
            case "attempt" -> range(schema, 1, Integer.MAX_VALUE);
            default -> {}
        }
        SearchedTexts.longest(name).ifPresent(schema::maxLength);
    }

    private static List<String> kinds(String path) {
        return path.contains("/feature")
                ? FeatureCatalogue.entries().stream().map(FeatureEntry::kind).toList()
                : FittedSpec.kinds();
    }

    private static Schema<?> pattern(Schema<?> schema, String pattern) {
        return schema.pattern(SchemaTypes.whole(pattern));
    }

    @SuppressWarnings("unchecked")
    private static void words(Schema<?> schema, List<String> words) {
        ((Schema<String>) schema).setEnum(words);
    }

    private static void range(Schema<?> schema, int least, int most) {
        schema.minimum(BigDecimal.valueOf(least)).maximum(BigDecimal.valueOf(most));
    }
}
