/** What the Kamelets and flows do that a component alone does not: canonical messages to QuickBooks' entities and back. */
package org.camelquickbooks.flow;
