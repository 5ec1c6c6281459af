package org.tonotopy.api.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.json.RegistryJson;

/**
 * Describes what an answer may leave open as null, which it is in the JSON; the library describes an Optional as its content. And keeps the
 * examples of lists.
 */
@SuppressWarnings("rawtypes")
class NullableResolver extends ModelResolver {
    private static final String NULL = "null";
    private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    /** A mapper of its own: the description's own properties keep their names. */
    NullableResolver(ObjectMapper mapper) {
        super(mapper.copy().setPropertyNamingStrategy(NAMES));
        openapi31(true);
    }

    @Override
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = super.resolve(type, context, chain);
        if (schema != null && type.getType() != null) {
            Class<?> described = _mapper.constructType(type.getType()).getRawClass();
            if (described.isRecord()) {
                Optional.ofNullable(model(schema, context).getProperties())
                        .ifPresent(properties -> mend(described, properties));
            }
        }
        return schema;
    }

    private static Schema<?> model(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        return reference == null
                ? schema
                : context.getDefinedModels()
                        .getOrDefault(reference.substring(reference.lastIndexOf('/') + 1), new Schema<>());
    }

    private static void mend(Class<?> described, Map<String, Schema> properties) {
        for (RecordComponent component : described.getRecordComponents()) {
            String name = NAMES.translate(component.getName());
            Schema<?> property = properties.get(name);
            if (property != null) {
                listExample(component).ifPresent(property::setExample);
                properties.put(name, described(component.getGenericType(), property));
            }
        }
    }

    /** That of a list whose elements are described too, which the library leaves out. */
    private static Optional<Object> listExample(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(ArraySchema.class))
                .map(array -> array.arraySchema().example())
                .filter(example -> !example.isEmpty())
                .map(example -> RegistryJson.mapper().readValue(example, Object.class));
    }

    private static Schema<?> described(Type type, Schema<?> schema) {
        if (!(type instanceof ParameterizedType generic)) {
            return schema;
        }
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == Optional.class) {
            return nullable(described(arguments[0], schema));
        }
        if (generic.getRawType() == List.class && schema.getItems() != null) {
            schema.setItems(described(arguments[0], schema.getItems()));
        }
        if (generic.getRawType() == Map.class && schema.getAdditionalProperties() instanceof Schema<?> values) {
            schema.setAdditionalProperties(described(arguments[1], values));
        }
        return schema;
    }

    private static Schema<?> nullable(Schema<?> schema) {
        if (schema.get$ref() != null) {
            Schema<?> nothing = new Schema<>();
            nothing.addType(NULL);
            Schema<?> either = new Schema<>().description(schema.getDescription());
            either.addAnyOfItem(new Schema<>().$ref(schema.get$ref()));
            either.addAnyOfItem(nothing);
            return either;
        }
        if (schema.getTypes() != null) {
            schema.addType(NULL);
        }
        Optional.ofNullable(schema.getEnum()).ifPresent(values -> orNull(schema, values));
        return schema;
    }

    @SuppressWarnings("unchecked")
    private static void orNull(Schema schema, List<?> values) {
        if (values.stream().noneMatch(Objects::isNull)) {
            List<@Nullable Object> more = new ArrayList<>(values);
            more.add(null);
            schema.setEnum(more);
        }
    }
}
