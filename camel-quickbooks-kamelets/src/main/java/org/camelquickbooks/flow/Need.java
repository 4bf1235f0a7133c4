package org.camelquickbooks.flow;

/**
 * Something of the books that a flow's parameter names.
 *
 * @param parameter of the flow
 * @param entity such as {@code Account}
 * @param field by which it is named
 * @param value the name
 */
record Need(String parameter, String entity, String field, String value) {

    Reference reference() {
        return new Reference(entity, field, value);
    }
}
