package org.camelquickbooks;

/**
 * Builds URIs from their parameters, on each version of Camel from 4.14 on. In 4.14 {@code multiValuePrefixes()}
 * returns a set, as the generated factory does. In 4.22 it returns a map, and without that method no route with
 * {@code parameters} in YAML starts.
 */
public class QuickBooksUriFactory extends QuickBooksEndpointUriFactory implements QuickBooksMultiValuePrefixes {}
