/** Integrations that run on this machine. */
package org.camelquickbooks.examples;
