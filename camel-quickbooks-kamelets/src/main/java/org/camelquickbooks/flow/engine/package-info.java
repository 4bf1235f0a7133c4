/** What all flows have in common: the journal and its states, the steps of a route, dead letters, acknowledgements. */
package org.camelquickbooks.flow.engine;
