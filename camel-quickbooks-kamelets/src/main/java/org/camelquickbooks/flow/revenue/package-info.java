/** What was paid ahead becomes revenue, month by month. */
package org.camelquickbooks.flow.revenue;
