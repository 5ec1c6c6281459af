package org.tonotopy.worker.joblog;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The logs of jobs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JobLogSettings.class)
class JobLogConfiguration {
    @Bean
    SecretMask secretMask(Environment environment) {
        return SecretMask.of(environment.getProperty("spring.datasource.password", ""), System.getenv());
    }
}
