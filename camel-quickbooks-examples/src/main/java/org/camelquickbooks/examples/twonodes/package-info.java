/** Two processes that share companies, limits and cursors in PostgreSQL, with Kafka between intake and work. */
package org.camelquickbooks.examples.twonodes;
