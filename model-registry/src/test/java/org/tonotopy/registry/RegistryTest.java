package org.tonotopy.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Settings of the registry's component tests: the real schema, checked against the entities, and a real folder. */
abstract class RegistryTest {
    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("spring.jpa.hibernate.ddl-auto", () -> "validate");
        registry.add("spring.flyway.enabled", () -> false);
        registry.add("tonotopy.store.folder", () -> folder().toString());
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("tonotopy-store-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
