/** Contacts of a CRM and customers, in both directions. */
package org.camelquickbooks.flow.contact;
