/** A copy of the books in a database: its tables, what fills them, and what compares them with QuickBooks. */
package org.camelquickbooks.flow.replica;
