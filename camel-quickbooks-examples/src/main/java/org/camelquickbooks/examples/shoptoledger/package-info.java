/** Orders of a shop through Apache Kafka into QuickBooks. */
package org.camelquickbooks.examples.shoptoledger;
