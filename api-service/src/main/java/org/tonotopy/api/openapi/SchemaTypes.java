package org.tonotopy.api.openapi;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says of the values in the description what they are, where their Java types do not. */
@Configuration(proxyBeanMethods = false)
class SchemaTypes {
    @Bean
    GlobalOpenApiCustomizer types() {
        return document -> {
            document.getComponents().getSchemas().values().forEach(SchemaTypes::mend);
            ParameterShapes.each(document, (path, parameter) -> mend(parameter.getSchema()));
        };
    }

    private static void mend(Schema<?> schema) {
        numberDefault(schema);
        exclusive(schema);
        Optional.ofNullable(schema.getPattern()).ifPresent(pattern -> schema.setPattern(whole(pattern)));
        if (schema.getAdditionalProperties() instanceof Schema<?> value) {
            if (isAnyJson(value)) {
                schema.setAdditionalProperties(new Schema<>());
            } else {
                mend(value);
            }
        }
        Optional.ofNullable(schema.getItems()).ifPresent(SchemaTypes::mend);
        properties(schema).values().forEach(SchemaTypes::mend);
    }

    @SuppressWarnings("rawtypes")
    private static Map<String, Schema> properties(Schema<?> schema) {
        return Optional.<Map<String, Schema>>ofNullable(schema.getProperties()).orElse(Map.of());
    }

    /** A JSON tree is described as an object of anything, and as a value of a map it may be anything else. */
    private static boolean isAnyJson(Schema<?> value) {
        return value.getAdditionalProperties() instanceof Schema<?> inner
                && inner.getType() == null
                && inner.getTypes() == null
                && inner.get$ref() == null;
    }

    /** A pattern of Java's is one of a whole text, and one of a schema of any part of it. */
    static String whole(String pattern) {
        return pattern.startsWith("^") ? pattern : "^" + pattern + "$";
    }

    /** OpenAPI 3.1 has the number itself that is excluded; an annotation cannot, where it is 0. */
    private static void exclusive(Schema<?> schema) {
        if (Boolean.TRUE.equals(schema.getExclusiveMinimum())) {
            schema.setExclusiveMinimumValue(schema.getMinimum());
            schema.setExclusiveMinimum(null);
            schema.setMinimum(null);
        }
    }

    /** Annotations hold texts; a fraction stays one. */
    private static void numberDefault(Schema<?> schema) {
        boolean number = schema.getTypes() != null && schema.getTypes().contains("number");
        if (number && schema.getDefault() instanceof String text) {
            schema.setDefault(new BigDecimal(text));
        }
    }
}
