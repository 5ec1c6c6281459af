package org.tonotopy.registry.start;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Looks at all settings first, then at the schema, and lets nothing read a table before: what stops a start is then the
 * setting that is wrong, and not what follows from it.
 */
public final class StartOrder implements BeanFactoryPostProcessor {
    /** Names under which Spring keeps our records of settings begin with that of their property. */
    private static final String SETTINGS = "tonotopy.";

    private static final String PERSISTENCE = "entityManagerFactory";
    private static final List<String> DATABASE =
            List.of("spring.datasource.url", "spring.datasource.username", "spring.datasource.password");

    private final Environment environment;
    private final String schemaCheck;

    /**
     * An order.
     *
     * @param environment has the settings
     * @param schemaCheck name of the bean that looks at the schema
     */
    public StartOrder(Environment environment, String schemaCheck) {
        this.environment = environment;
        this.schemaCheck = schemaCheck;
    }

    /** @throws org.springframework.util.PlaceholderResolutionException if a setting of the database is missing */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // Otherwise the placeholder itself would be taken for the value.
        DATABASE.stream()
                .filter(environment::containsProperty)
                .forEach(property -> environment.resolveRequiredPlaceholders("${" + property + "}"));
        BeanDefinition persistence = beans.getBeanDefinition(PERSISTENCE);
        Stream<String> settings =
                Arrays.stream(beans.getBeanDefinitionNames()).filter(name -> name.startsWith(SETTINGS));
        Stream<String> others =
                Optional.ofNullable(persistence.getDependsOn()).stream().flatMap(Arrays::stream);
        persistence.setDependsOn(Stream.of(settings, Stream.of(schemaCheck), others)
                .flatMap(names -> names)
                .toArray(String[]::new));
    }
}
