package org.camelquickbooks.canonical;

/** The Ids of entities by their names. A mapping needs nothing else. */
@FunctionalInterface
public interface References {

    /**
     * The Id of an entity.
     *
     * @param entity such as {@code Item}
     * @param field by which it is known: {@code Name}, {@code DisplayName}, {@code Sku}, {@code DocNumber}
     * @throws IllegalArgumentException where there is none, or more than one
     */
    String id(String entity, String field, String value);
}
