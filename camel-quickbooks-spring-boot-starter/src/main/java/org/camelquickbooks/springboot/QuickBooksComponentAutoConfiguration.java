package org.camelquickbooks.springboot;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.camelquickbooks.QuickBooksComponent;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Configures the component from {@code camel.component.quickbooks.*}. Properties that are not set keep the
 * component's defaults.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@ConditionalOnBean(CamelAutoConfiguration.class)
@ConditionalOnProperty(name = "camel.component.quickbooks.enabled", matchIfMissing = true)
@EnableConfigurationProperties(QuickBooksComponentConfiguration.class)
public class QuickBooksComponentAutoConfiguration {

    @Lazy
    @Bean
    ComponentCustomizer quickBooksComponentCustomizer(
            CamelContext context, QuickBooksComponentConfiguration configuration) {
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component component) {
                CamelPropertiesHelper.copyProperties(context, configuration, component);
            }

            @Override
            public boolean isEnabled(String name, Component component) {
                return component instanceof QuickBooksComponent;
            }
        };
    }
}
