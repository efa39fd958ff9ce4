package model

// TakeFiles is to take in files of some kind: whoever may do by hand what the rows of a file do. It is granted with the
// permission of a kind, never by itself, and the service asks for that of the kind.
const TakeFiles Permission = "files.take"

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
