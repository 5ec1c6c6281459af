package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormFieldTest {
    private static FormField offered(int references, Map<String, String> typed) {
        return FormField.offered(
                "benchmark",
                "Benchmark",
                "What it is for.",
                IntStream.range(0, references)
                        .mapToObj(index -> "b" + index + "@1")
                        .toList(),
                TypedForm.of(typed),
                List.of());
    }

    @Test
    void asManyAsCanBeLookedThroughAreChosenFrom() {
        FormField field = offered(FormField.MOST_OPTIONS, Map.of());

        assertThat(field.isChosen()).isTrue();
        assertThat(field.options()).hasSize(FormField.MOST_OPTIONS);
        assertThat(field.sent()).isEqualTo("b0@1");
    }

    @Test
    void ofMoreAnyCanBeTypedAndTheFieldSaysSo() {
        FormField field = offered(FormField.MOST_OPTIONS + 1, Map.of("benchmark", "last@1"));

        assertThat(field.isChosen()).isFalse();
        assertThat(field.options()).hasSize(FormField.MOST_OPTIONS);
        assertThat(field.help()).contains("more than 500");
        assertThat(field.sent()).isEqualTo("last@1");
    }
}
