package org.tonotopy.api.account;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tonotopy.registry.visibility.CurrentReader;
import org.tonotopy.registry.visibility.ReaderDataSource;

/** Whoever sends a request sees of the database what they may read, whatever the request is. */
@Configuration(proxyBeanMethods = false)
class ReaderConfiguration {
    @Bean
    static CurrentReader currentReader() {
        return new RequestReader();
    }

    @Bean
    static BeanPostProcessor dataSourceOfReaders(CurrentReader reader) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource everything ? new ReaderDataSource(everything, reader) : bean;
            }
        };
    }
}
