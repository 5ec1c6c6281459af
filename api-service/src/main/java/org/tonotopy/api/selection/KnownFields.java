package org.tonotopy.api.selection;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.PropertyNamingStrategies;

/**
 * The fields that a value in an answer may have.
 *
 * @param fields by name, in the order of the answer; empty where it has none
 * @param open whether it may have others, which depend on what it is: a specification's, say
 */
record KnownFields(Map<String, KnownFields> fields, boolean open) {
    private static final String ANSWERS = "org.tonotopy.api.";
    private static final Names NAMES = new Names();

    /** Copies the map. */
    KnownFields {
        fields = new LinkedHashMap<>(fields);
    }

    /** Of a type of which answers are made; of a list, or of what may be missing, those of what is in it. */
    static KnownFields of(ResolvableType type) {
        Class<?> raw = type.toClass();
        if (raw == Optional.class || Collection.class.isAssignableFrom(raw)) {
            return of(type.getGeneric(0));
        }
        Map<String, KnownFields> fields = new LinkedHashMap<>();
        if (raw.isRecord() && raw.getName().startsWith(ANSWERS)) {
            for (RecordComponent component : raw.getRecordComponents()) {
                fields.put(NAMES.inJson(component.getName()), of(ResolvableType.forType(component.getGenericType())));
            }
        }
        return new KnownFields(fields, fields.isEmpty() && !BeanUtils.isSimpleValueType(raw));
    }

    /** As the dialect of the API names what records do. */
    private static final class Names extends PropertyNamingStrategies.SnakeCaseStrategy {
        private static final long serialVersionUID = 1L;

        String inJson(String component) {
            return translate(component);
        }
    }
}
