/** Tools for assistants, called by a script over the Model Context Protocol. */
package org.camelquickbooks.examples.assistanttools;
