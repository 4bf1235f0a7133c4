/**
 * What an ERP, a shop or a warehouse says, in a form of its own that is neither theirs nor QuickBooks': JSON with a
 * schema, and pure functions that make entities of it. Knows no Camel and asks QuickBooks nothing.
 */
package org.camelquickbooks.canonical;
