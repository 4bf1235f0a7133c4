/** Orders, refunds and estimates. */
package org.camelquickbooks.flow.sale;
