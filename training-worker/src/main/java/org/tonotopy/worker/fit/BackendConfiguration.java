package org.tonotopy.worker.fit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.vector.VectorBackend;

/** What this worker computes on. */
@Configuration(proxyBeanMethods = false)
class BackendConfiguration {
    @Bean
    NetworkBackend backend() {
        return new VectorBackend();
    }
}
