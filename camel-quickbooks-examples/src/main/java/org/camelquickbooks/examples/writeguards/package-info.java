/** Writes that QuickBooks accepts although they are mistakes. */
package org.camelquickbooks.examples.writeguards;
