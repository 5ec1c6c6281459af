package org.tonotopy.api.openapi;

import io.swagger.v3.core.jackson.ModelResolver;
import java.util.Map;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tonotopy.registry.catalogue.Condition;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.job.JobSpec;
import tools.jackson.databind.JsonNode;

/** Makes the description name and type properties as the JSON itself does. */
@Configuration(proxyBeanMethods = false)
class SchemaDialect {
    static {
        SpringDocUtils.getConfig()
                .replaceWithClass(JsonNode.class, Map.class)
                .replaceWithClass(JobSpec.class, Map.class)
                .replaceWithClass(Specification.class, Map.class)
                .replaceWithClass(Condition.class, Map.class);
    }

    @Bean
    ModelResolver snakeCase(ObjectMapperProvider mappers) {
        return new NullableResolver(mappers.jsonMapper());
    }
}
