package org.tonotopy.registry.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"../etc/passwd", "content/../x", "/content/ab", "job/x", "content/ab/AB", ""})
    void aPathOfAnotherFormIsNoKey(String path) {
        assertThatThrownBy(() -> new ObjectKey(path)).isInstanceOf(IllegalArgumentException.class);
    }
}
