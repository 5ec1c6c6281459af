package org.tonotopy.api.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.tonotopy.registry.QueueSettings;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.dispatch.QueueKeeper;
import org.tonotopy.registry.dispatch.Reconciler;
import org.tonotopy.registry.sweep.SweepRungs;

/** The queue as this service sees it: it hands jobs to workers and takes none itself. */
@Configuration(proxyBeanMethods = false)
class QueueClientConfiguration {
    @Bean
    SchedulerClient queue(DataSource dataSource) {
        return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .build();
    }

    /** Keeps the queue in order also where no worker is left. */
    @Bean
    QueueKeeper queueKeeper(Dispatcher dispatcher, Reconciler reconciler, SweepRungs rungs, QueueSettings settings) {
        return new QueueKeeper(dispatcher, reconciler, rungs, settings);
    }
}
