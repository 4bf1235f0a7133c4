package org.camelquickbooks.sandbox.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** The columns that reports can have, by key, with their titles and types. */
final class ReportColumns {

    enum Type {
        DATE("Date"),
        TEXT("String"),
        YES_NO("Boolean"),
        MONEY("Money");

        private final String name;

        Type(String name) {
            this.name = name;
        }

        String shown() {
            return name;
        }
    }

    record Column(String key, String title, Type type) {}

    private static final Map<String, Column> COLUMNS = new LinkedHashMap<>();

    static {
        dates("tx_date=Date due_date=Due_Date create_date=Create_Date last_mod_date=Last_Modified inv_date=Invoice_Date"
                + " serv_date=Service_Date service_date=Service_Date dt_delivery=Delivery_Date pmt_date=Payment_Date");
        texts("txn_type=Transaction_Type doc_num=Num name=Name memo=Memo/Description account_name=Account"
                + " other_account=Split split_acc=Split cust_name=Customer vend_name=Vendor emp_name=Employee"
                + " klass_name=Class dept_name=Location item_name=Product/Service item_desc=Product/Service_Description"
                + " item_sku=SKU create_by=Created_By last_mod_by=Last_Modified_By currency=Currency"
                + " exch_rate=Exchange_Rate pmt_mthd=Payment_Method term_name=Terms tracking_num=Tracking_Num"
                + " ship_via=Ship_Via cust_msg=Client/Vendor_Message account_num=Account_#"
                + " acct_num_with_extn=Account_# account_type=Type detail_acc_type=Detail_type"
                + " account_desc=Description tax_code=Tax_Code tax_type=Tax_Name olb_status=Online_Banking"
                + " chk_print_state=Check_Printed extra_doc_num=Ref_# sales_cust1=Sales_Custom_1"
                + " sales_cust2=Sales_Custom_2 sales_cust3=Sales_Custom_3 cust_bill_email=Email ship_addr=Shipping_Address"
                + " bill_addr=Billing_Address phone=Phone store_name=Location past_due=Past_Due po_status=PO_Status"
                + " sales_rep=Sales_Rep fob=FOB ship_date=Ship_Date quantity=Qty qty=Qty rate=Rate rate_inventory=Rate txn_id=Transaction_ID"
                + " qty_on_hand=Qty_on_Hand cust_company_name=Company item_type=Type"
                + " cust_comp_name=Company cust_tel=Phone cust_phone_other=Other_Phone deliv_addr=Delivery_Address"
                + " sale_sent_state=Sent vend_comp_name=Company vend_bill_addr=Address vend_pri_cont=Full_Name"
                + " vend_pri_email=Email vend_pri_tel=Phone");
        answers("is_no_post=Posting is_adj=Adj is_billable=Billable is_ap_paid=A/P_Paid is_ar_paid=A/R_Paid"
                + " is_cleared=Clr printed=Printed is_no_post_nt=Posting is_elimination=Elimination");
        money("subt_nat_amount=Amount rbal_nat_amount=Balance debt_amt=Debit credit_amt=Credit subt_amount=Amount"
                + " subt_open_bal=Open_Balance rbal_open_bal=Balance nat_open_bal=Open_Balance"
                + " nat_foreign_amount=Foreign_Amount subt_nat_home_amount=Amount rbal_nat_home_amount=Balance"
                + " debt_home_amt=Debit credit_home_amt=Credit nat_home_open_bal=Open_Balance account_bal=Balance"
                + " inv_cost=Inventory_Cost home_amount=FIFO_Cost asset_value=Asset_Value asset_value_nt=Asset_Value"
                + " home_asset_value=Asset_Value nat_amount=Amount amount=Amount subt_nat_amount_nt=Amount"
                + " rbal_nat_amount_nt=Balance nat_foreign_open_bal=Foreign_Open_Balance net_amount=Net_Amount"
                + " tax_amount=Tax_Amount home_tax_amount=Tax_Amount home_net_amount=Net_Amount foreign_amount=Foreign_Amount"
                + " foreign_open_bal=Foreign_Open_Balance subt_neg_amount=Amount subt_neg_open_bal=Open_Balance"
                + " rbal_neg_open_bal=Balance neg_foreign_amount=Foreign_Amount"
                + " neg_foreign_open_bal=Foreign_Open_Balance subt_neg_home_amount=Amount"
                + " subt_neg_home_open_bal=Open_Balance");
    }

    private ReportColumns() {}

    private static void dates(String columns) {
        add(columns, Type.DATE);
    }

    private static void texts(String columns) {
        add(columns, Type.TEXT);
    }

    private static void answers(String columns) {
        add(columns, Type.YES_NO);
    }

    private static void money(String columns) {
        add(columns, Type.MONEY);
    }

    private static void add(String columns, Type type) {
        for (String column : columns.split(" ")) {
            String[] parts = column.split("=");
            COLUMNS.put(parts[0], new Column(parts[0], parts[1].replace('_', ' '), type));
        }
    }

    /** The column of a key, or null. */
    static Column find(String key) {
        return COLUMNS.get(key);
    }
}
