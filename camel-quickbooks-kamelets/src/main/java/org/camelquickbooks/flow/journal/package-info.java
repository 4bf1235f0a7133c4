/** What a flow remembers of each message of the other system: what was decided, and what became of it. */
package org.camelquickbooks.flow.journal;
