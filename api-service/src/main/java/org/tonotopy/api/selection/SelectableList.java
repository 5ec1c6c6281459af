package org.tonotopy.api.selection;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.tonotopy.api.paging.Page;

/**
 * The list in an answer of whose elements fields can be selected.
 *
 * @param field of the answer that is the list
 * @param elements what its elements have
 */
public record SelectableList(String field, KnownFields elements) {
    /** Query parameter that selects. */
    public static final String PARAMETER = "fields";

    private static final Map<Method, Optional<SelectableList>> KNOWN = new ConcurrentHashMap<>();

    /** That of a handler; empty where it answers with none. */
    public static Optional<SelectableList> of(@Nullable Method handler) {
        return handler == null ? Optional.empty() : KNOWN.computeIfAbsent(handler, SelectableList::read);
    }

    private static Optional<SelectableList> read(Method handler) {
        ResolvableType answer = ResolvableType.forMethodReturnType(handler);
        if (answer.resolve() == ResponseEntity.class) {
            answer = answer.getGeneric(0);
        }
        Class<?> type = answer.toClass();
        if (type == Page.class) {
            return Optional.of(new SelectableList("items", KnownFields.of(answer.getGeneric(0))));
        }
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(handler, SelectableFields.class))
                .map(selectable -> new SelectableList(
                        selectable.value(),
                        KnownFields.of(ResolvableType.forType(
                                component(type, selectable.value()).getGenericType()))));
    }

    private static RecordComponent component(Class<?> answer, String name) {
        return Arrays.stream(answer.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(answer + " has no component " + name));
    }
}
