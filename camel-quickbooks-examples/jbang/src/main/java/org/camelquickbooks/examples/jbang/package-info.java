/** Routes of YAML and properties under Camel's command line. */
package org.camelquickbooks.examples.jbang;
