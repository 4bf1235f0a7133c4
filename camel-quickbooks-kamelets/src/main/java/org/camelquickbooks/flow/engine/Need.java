package org.camelquickbooks.flow.engine;

import org.camelquickbooks.flow.ask.Reference;

/** An entity of the books that a parameter of a flow names. */
public record Need(String parameter, Reference reference) {}
