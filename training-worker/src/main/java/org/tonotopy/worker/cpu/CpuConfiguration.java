package org.tonotopy.worker.cpu;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tonotopy.worker.WorkerIdentity;

/** The processors of this worker. */
@Configuration(proxyBeanMethods = false)
class CpuConfiguration {
    @Bean
    ThreadBudget threadBudget(WorkerIdentity worker) {
        return new ThreadBudget(worker.threads());
    }
}
