/** A copy of the books in a database, and statements computed from it. */
package org.camelquickbooks.examples.replica;
