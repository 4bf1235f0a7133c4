/** Items, their stock, what is counted, ordered and received. */
package org.camelquickbooks.flow.inventory;
