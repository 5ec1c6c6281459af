package org.tonotopy.api.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The queue as this service sees it: it puts jobs in, in the transaction that creates them, and takes none out. */
@Configuration(proxyBeanMethods = false)
class QueueClientConfiguration {
    @Bean
    SchedulerClient queue(DataSource dataSource) {
        return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .build();
    }
}
