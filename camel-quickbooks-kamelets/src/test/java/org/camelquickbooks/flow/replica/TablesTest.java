package org.camelquickbooks.flow.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.model.EntityCatalogue;
import org.junit.jupiter.api.Test;

/** The names and columns of tables, as the documentation describes them. */
class TablesTest {

    private static final String LONG_PREFIX = "a23456789012";

    private static EntityTable table(String entity) {
        return Tables.of(EntityCatalogue.get().type(entity), "qbo_");
    }

    @Test
    void noNameIsTooLongAndNoneIsThereTwice() {
        List<String> tables = new ArrayList<>();
        for (String name : EntityCatalogue.get().names()) {
            EntityTable table = Tables.of(EntityCatalogue.get().type(name), LONG_PREFIX);
            tables.add(table.name());
            tables.add(table.name() + History.SUFFIX);
            assertThat(table.columns().stream().map(Column::name))
                    .doesNotHaveDuplicates()
                    .allMatch(column -> column.length() <= Names.LONGEST);
            for (ListTable list : table.allLists()) {
                tables.add(list.name());
                assertThat(Migration.columns(list).stream().map(Column::name))
                        .as(list.name())
                        .doesNotHaveDuplicates();
            }
        }
        assertThat(tables).doesNotHaveDuplicates().allMatch(name -> name.length() <= Names.LONGEST);
    }

    @Test
    void fieldsReferencesAddressesAndListsAreWhatThePageSays() {
        EntityTable invoice = table("Invoice");
        assertThat(invoice.name()).isEqualTo("qbo_invoice");
        assertThat(invoice.columns().stream().map(Column::name))
                .contains(
                        "doc_number",
                        "total_amt",
                        "customer_ref",
                        "customer_ref_name",
                        "bill_addr_line1",
                        "bill_email",
                        "customer_memo",
                        "ar_account_ref",
                        "txn_tax_detail_total_tax",
                        "create_time",
                        "json",
                        "deleted_at");
        assertThat(invoice.allLists().stream().map(ListTable::name))
                .contains(
                        "qbo_invoice_line",
                        "qbo_invoice_line_linked_txn",
                        "qbo_invoice_linked_txn",
                        "qbo_invoice_tax_line",
                        "qbo_invoice_custom_field");
    }

    @Test
    void namesAreThoseOfQuickBooksInSmallLetters() {
        assertThat(Names.snake("CreditMemo")).isEqualTo("credit_memo");
        assertThat(Names.snake("ARAccountRef")).isEqualTo("ar_account_ref");
        assertThat(Names.snake("invoiceStatus")).isEqualTo("invoice_status");
        assertThat(Names.snake("Line1")).isEqualTo("line1");
    }
}
