/** An integration without a line of Java. */
package org.camelquickbooks.examples.yamlonly;
