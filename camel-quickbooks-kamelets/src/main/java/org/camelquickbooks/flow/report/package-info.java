/** Reports of a month, and the reconciliation. */
package org.camelquickbooks.flow.report;
