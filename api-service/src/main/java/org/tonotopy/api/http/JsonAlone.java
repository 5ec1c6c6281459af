package org.tonotopy.api.http;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.yaml.JacksonYamlHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Requests are JSON and nothing else. The library that describes the API brings one for YAML, which Spring would then read everywhere:
 * another grammar, with references within a document, whose bounds nobody has looked at.
 */
@Configuration(proxyBeanMethods = false)
class JsonAlone implements WebMvcConfigurer {
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(
                all -> all.removeIf(converter -> converter instanceof JacksonYamlHttpMessageConverter));
    }
}
