package org.tonotopy.registry;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.tonotopy.migrations.SchemaMigrator;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.postgres.TestPostgres;

/** The registry on a real PostgreSQL with a database of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(RegistryConfiguration.class)
class RegistryDatabase {
    @Bean
    DataSource dataSource() {
        TestDatabase database = TestPostgres.createDatabase();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
        new SchemaMigrator(dataSource).migrate();
        return dataSource;
    }

    @Bean
    SchedulerClient queue(DataSource dataSource) {
        return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .build();
    }
}
