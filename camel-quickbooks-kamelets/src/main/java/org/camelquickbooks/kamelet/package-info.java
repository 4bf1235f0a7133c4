/** Beans of the Kamelets. */
package org.camelquickbooks.kamelet;
