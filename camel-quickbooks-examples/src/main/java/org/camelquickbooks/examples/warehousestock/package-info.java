/** Stock levels out of QuickBooks into a warehouse's database, and its counts back. */
package org.camelquickbooks.examples.warehousestock;
