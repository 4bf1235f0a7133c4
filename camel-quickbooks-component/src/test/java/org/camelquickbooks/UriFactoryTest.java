package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.EndpointUriFactory;
import org.junit.jupiter.api.Test;

/** URIs from parameters, as YAML has them; the class that Camel finds has the method of each version of Camel. */
class UriFactoryTest extends RouteTest {

    @Test
    void aUriIsMadeOfItsParameters() throws Exception {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory("quickbooks");
        assertThat(factory.buildUri(
                        "quickbooks",
                        new HashMap<>(Map.of("operation", "create", "entity", "Invoice", "coalesce", true))))
                .isEqualTo("quickbooks:create/Invoice?coalesce=true");
    }

    @Test
    void itHasTheMethodOfEachCamel() throws Exception {
        Object factory = context.getCamelContextExtension().getEndpointUriFactory("quickbooks");
        assertThat(factory.getClass()).isEqualTo(QuickBooksUriFactory.class);
        Map<Class<?>, Object> given = new HashMap<>();
        for (Method method : factory.getClass().getMethods()) {
            if (method.getName().equals("multiValuePrefixes")) {
                given.put(method.getReturnType(), method.invoke(factory));
            }
        }
        assertThat(given).containsKeys(Set.class, Map.class);
        Map<?, ?> later = (Map<?, ?>) given.get(Map.class);
        assertThat(new HashSet<Object>(later.keySet())).isEqualTo(Set.of("parameters", "schedulerProperties"));
        assertThat(new HashSet<Object>(later.values())).isEqualTo(given.get(Set.class));
    }
}
