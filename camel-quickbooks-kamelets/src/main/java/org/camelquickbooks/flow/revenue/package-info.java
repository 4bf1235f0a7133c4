/** When what was paid ahead is earned: decided by dates and amounts alone. */
package org.camelquickbooks.flow.revenue;
