package org.camelquickbooks;

/**
 * Builds URIs from their parameters, on each Camel from 4.14 on. In 4.14 {@code multiValuePrefixes()} gives a set, as the
 * generated factory does; in 4.22 it gives a map, and without that method no route with {@code parameters} in YAML would
 * start.
 */
public class QuickBooksUriFactory extends QuickBooksEndpointUriFactory implements QuickBooksMultiValuePrefixes {}
