/** The reports of a month, of many companies. */
package org.camelquickbooks.examples.monthend;
