package org.camelquickbooks.sandbox.entity.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sub types of each account type; the first one is the default. */
public final class AccountTypes {

    private static final Map<String, List<String>> SUB_TYPES = new LinkedHashMap<>();

    static {
        put("Bank", "Checking Savings CashOnHand MoneyMarket RentsHeldInTrust TrustAccounts");
        put("Accounts Receivable", "AccountsReceivable");
        put(
                "Other Current Asset",
                "OtherCurrentAssets Inventory UndepositedFunds PrepaidExpenses AllowanceForBadDebts DevelopmentCosts"
                        + " EmployeeCashAdvances Investment_MortgageRealEstateLoans Investment_Other"
                        + " Investment_TaxExemptSecurities Investment_USGovernmentObligations LoansToOfficers"
                        + " LoansToOthers LoansToStockholders Retainage");
        put(
                "Fixed Asset",
                "OtherFixedAssets AccumulatedDepreciation AccumulatedAmortization AccumulatedDepletion Buildings"
                        + " DepletableAssets FixedAssetComputers FixedAssetCopiers FixedAssetFurniture FixedAssetPhone"
                        + " FixedAssetPhotoVideo FixedAssetSoftware FixedAssetOtherToolsEquipment"
                        + " FurnitureAndFixtures IntangibleAssets Land LeaseholdImprovements MachineryAndEquipment"
                        + " Vehicles");
        put(
                "Other Asset",
                "OtherLongTermAssets AccumulatedAmortizationOfOtherAssets Goodwill LeaseBuyout Licenses"
                        + " OrganizationalCosts SecurityDeposits IntangibleAssetsOther");
        put("Accounts Payable", "AccountsPayable");
        put("Credit Card", "CreditCard");
        put(
                "Other Current Liability",
                "OtherCurrentLiabilities GlobalTaxPayable GlobalTaxSuspense SalesTaxPayable LineOfCredit LoanPayable"
                        + " DirectDepositPayable FederalIncomeTaxPayable InsurancePayable PayrollClearing"
                        + " PayrollTaxPayable PrepaidExpensesPayable RentsInTrustLiability"
                        + " StateLocalIncomeTaxPayable TrustAccountsLiabilities DeferredRevenue IncomeTaxPayable"
                        + " Gratuity");
        put("Long Term Liability", "OtherLongTermLiabilities NotesPayable ShareholderNotesPayable");
        put(
                "Equity",
                "OwnersEquity OpeningBalanceEquity RetainedEarnings AccumulatedAdjustment CommonStock"
                        + " PaidInCapitalOrSurplus PartnerContributions PartnerDistributions PartnersEquity"
                        + " PreferredStock TreasuryStock EstimatedTaxes Healthcare PersonalIncome PersonalExpense");
        put(
                "Income",
                "OtherPrimaryIncome SalesOfProductIncome ServiceFeeIncome DiscountsRefundsGiven NonProfitIncome"
                        + " UnappliedCashPaymentIncome");
        put(
                "Other Income",
                "OtherMiscellaneousIncome DividendIncome InterestEarned OtherInvestmentIncome TaxExemptInterest");
        put(
                "Cost of Goods Sold",
                "SuppliesMaterialsCogs CostOfLaborCos EquipmentRentalCos OtherCostsOfServiceCos"
                        + " ShippingFreightDeliveryCos");
        put(
                "Other Expense",
                "OtherMiscellaneousExpense Amortization Depreciation ExchangeGainOrLoss PenaltiesSettlements"
                        + " HomeOffice HomeownerRentalInsurance MortgageInterestHomeOffice OtherHomeOfficeExpenses"
                        + " RentAndLeaseHomeOffice RepairsAndMaintainceHomeOffice UtilitiesHomeOffice Vehicle"
                        + " VehicleInsurance VehicleLease VehicleLoan VehicleLoanInterest VehicleRegistration"
                        + " VehicleRepairs WashAndRoadServices GasAndFuel ParkingAndTolls OtherVehicleExpenses");
        // Expense has all the others.
        put("Expense", "OtherMiscellaneousServiceCost");
        put("Non-Posting", "OtherCurrentAssets");
    }

    private AccountTypes() {}

    private static void put(String type, String subTypes) {
        SUB_TYPES.put(type, List.of(subTypes.split(" ")));
    }

    public static String defaultOf(String type) {
        return SUB_TYPES.get(type).get(0);
    }

    public static String typeOf(String subType) {
        for (Map.Entry<String, List<String>> e : SUB_TYPES.entrySet()) {
            if (e.getValue().contains(subType)) {
                return e.getKey();
            }
        }
        return "Expense";
    }

    public static boolean fits(String type, String subType) {
        return SUB_TYPES.get(type).contains(subType)
                || (type.equals("Expense") || type.equals("Other Expense"))
                        && typeOf(subType).endsWith("Expense")
                || type.equals("Expense") && typeOf(subType).equals("Cost of Goods Sold");
    }
}
