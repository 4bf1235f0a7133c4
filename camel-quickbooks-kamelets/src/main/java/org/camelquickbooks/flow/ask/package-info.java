/** What a flow asks QuickBooks: queries, and the Ids of what messages name. */
package org.camelquickbooks.flow.ask;
