package org.camelquickbooks.sandbox.report;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What reports can be sorted by. Intuit's documentation says: by the columns that the report supports; of transactions with
 * splits it lists the keys. Reports of totals have no sort_by.
 */
final class SortKeys {

    private static final String CHANGES = "create_by create_date last_mod_by last_mod_date";
    private static final String AMOUNTS = "subt_nat_amount subt_nat_amount_nt subt_nat_home_amount debt_amt credit_amt"
            + " debt_home_amt credit_home_amt nat_open_bal nat_home_open_bal nat_foreign_amount tax_amount net_amount"
            + " home_tax_amount home_net_amount currency exch_rate";
    private static final String BALANCES = "rbal_nat_amount rbal_nat_amount_nt rbal_nat_home_amount";

    static final Set<String> TRANSACTIONS = keys(
            CHANGES,
            AMOUNTS,
            "account_name cust_msg due_date doc_num inv_date is_ap_paid is_ar_paid is_cleared is_no_post memo name"
                    + " other_account pmt_mthd printed sales_cust1 sales_cust2 sales_cust3 term_name tracking_num tx_date"
                    + " txn_type ship_via olb_status extra_doc_num cust_name dept_name");
    static final Set<String> SPLITS =
            keys(CHANGES, "account_name is_adj tx_date name doc_num pmt_mthd is_no_post txn_type");
    static final Set<String> LEDGER = keys(
            CHANGES,
            AMOUNTS,
            BALANCES,
            "account_name account_num chk_print_state cust_name doc_num emp_name inv_date is_adj is_ap_paid is_ar_paid"
                    + " is_cleared item_name memo name quantity rate split_acc tx_date txn_type vend_name tax_code"
                    + " klass_name dept_name");
    static final Set<String> PROFIT_AND_LOSS_DETAIL = keys(
            CHANGES,
            BALANCES,
            "doc_num memo name pmt_mthd split_acc tx_date txn_type tax_code klass_name dept_name subt_nat_amount"
                    + " subt_nat_amount_nt subt_nat_home_amount currency exch_rate");
    static final Set<String> JOURNAL = keys(
            CHANGES,
            "acct_num_with_extn account_name debt_amt credit_amt debt_home_amt credit_home_amt doc_num due_date is_adj"
                    + " is_ar_paid is_ap_paid item_name memo name nat_open_bal pmt_mthd quantity rate tx_date txn_type"
                    + " currency exch_rate");
    static final Set<String> ACCOUNTS =
            keys(CHANGES, "account_name account_type detail_acc_type account_desc account_bal account_num");
    static final Set<String> CUSTOMER_BALANCE = keys(
            CHANGES,
            "bill_addr cust_bill_email cust_comp_name cust_msg cust_phone_other cust_tel cust_name deliv_addr doc_num"
                    + " due_date memo sale_sent_state ship_addr ship_date ship_via term_name tracking_num tx_date txn_type"
                    + " sales_cust1 sales_cust2 sales_cust3 dept_name subt_open_bal subt_amount foreign_open_bal"
                    + " foreign_amount currency exch_rate");
    static final Set<String> VENDOR_BALANCE = keys(
            CHANGES,
            "doc_num due_date memo term_name tx_date txn_type vend_bill_addr vend_comp_name vend_name vend_pri_cont"
                    + " vend_pri_email vend_pri_tel dept_name subt_neg_open_bal subt_neg_amount neg_foreign_open_bal"
                    + " neg_foreign_amount subt_neg_home_open_bal subt_neg_home_amount currency exch_rate");

    private SortKeys() {}

    private static Set<String> keys(String... words) {
        return new LinkedHashSet<>(
                Stream.of(words).flatMap(w -> Arrays.stream(w.split(" "))).toList());
    }
}
