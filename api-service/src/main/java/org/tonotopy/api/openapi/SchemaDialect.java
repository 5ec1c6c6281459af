package org.tonotopy.api.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
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

    /** A mapper of its own: the description's own properties keep their names. */
    @Bean
    ModelResolver snakeCase(ObjectMapperProvider mappers) {
        ObjectMapper mapper = mappers.jsonMapper().copy();
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return new ModelResolver(mapper).openapi31(true);
    }
}
