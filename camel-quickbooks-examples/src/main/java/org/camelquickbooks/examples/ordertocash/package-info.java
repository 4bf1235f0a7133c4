/** From an ERP's orders and payments to QuickBooks' books, through crashes and faults, to the cent. */
package org.camelquickbooks.examples.ordertocash;
