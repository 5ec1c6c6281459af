package org.tonotopy.api.http;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.MapperFeature;

/** Requests and answers speak the dialect of the registry; answers keep the order in which records name their parts. */
@Configuration(proxyBeanMethods = false)
class JsonDialect {
    @Bean
    JsonMapperBuilderCustomizer registryDialect() {
        return builder -> RegistryJson.configure(builder)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
    }
}
