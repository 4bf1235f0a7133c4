/** Contacts of a CRM and customers of QuickBooks, kept the same. */
package org.camelquickbooks.examples.crmcontacts;
