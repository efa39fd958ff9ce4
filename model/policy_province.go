package model

// provincePolicy is about the system above: what is reported to it, and its list against ours. A report is confirmed by a
// person, and by another than who made it. The list of a reconciliation is settled by whoever may change the register.
var provincePolicy = []Rule{
	{"listReports", ReadReports, AboutRegion},
	{"createReport", SendReports, AboutRegion},
	{"getReport", ReadReports, AboutRegion},
	{"refreshReport", SendReports, AboutRegion},
	{"confirmReport", ConfirmReports, AboutRegion},
	{"returnReport", ConfirmReports, AboutRegion},
	{"sendReport", SendReports, AboutRegion},
	{"cancelReport", SendReports, AboutRegion},
	{"listReportRows", ReadReports, AboutRegion},
	{"previewReport", ReadReports, AboutRegion},
	{"getReportPackage", SendReports, AboutRegion},
	{"listReceipts", ReadReports, AboutRegion},
	{"addReceipts", SendReports, AboutRegion},
	{"listReconciliations", WriteRegister, AboutRegion},
	{"createReconciliation", WriteRegister, AboutRegion},
	{"pullReconciliation", WriteRegister, AboutRegion},
	{"getReconciliation", WriteRegister, AboutRegion},
	{"compareReconciliation", WriteRegister, AboutRegion},
	{"settleReconciliation", WriteRegister, AboutRegion},
	{"listReconciliationRows", WriteRegister, AboutRegion},
	{"getReconciliationRow", WriteRegister, AboutRegion},
	{"settleReconciliationRow", WriteRegister, AboutRegion},
}
