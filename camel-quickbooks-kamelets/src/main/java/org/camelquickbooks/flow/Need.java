package org.camelquickbooks.flow;

/** Something of the books that a parameter of a flow names. */
record Need(String parameter, Reference reference) {}
