package model

// filePermissions are those of the kinds of files.
var filePermissions = []Permission{WriteRegister, WriteContacts, SubmitResults}

// importPolicy is about files taken in.
var importPolicy = []Rule{
	{"listImports", TakeFiles, AboutRegion},
	{"createImport", TakeFiles, AboutRegion},
	{"getImport", TakeFiles, AboutRegion},
	{"applyImport", TakeFiles, AboutRegion},
	{"cancelImport", TakeFiles, AboutRegion},
	{"getImportReport", TakeFiles, AboutRegion},
	{"listImportRows", TakeFiles, AboutRegion},
	{"getImportRow", TakeFiles, AboutRegion},
	{"correctImportRow", TakeFiles, AboutRegion},
	{"dismissImportRow", TakeFiles, AboutRegion},
	{"getImportTemplate", TakeFiles, AboutNothing},
	{"listImportMappings", TakeFiles, AboutRegion},
	{"createImportMapping", TakeFiles, AboutRegion},
	{"getImportMapping", TakeFiles, AboutRegion},
	{"updateImportMapping", TakeFiles, AboutRegion},
	{"deleteImportMapping", TakeFiles, AboutRegion},
}
