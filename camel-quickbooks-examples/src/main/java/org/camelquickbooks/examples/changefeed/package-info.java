/** Each change of the books into a database and into files. */
package org.camelquickbooks.examples.changefeed;
