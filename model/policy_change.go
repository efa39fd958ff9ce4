package model

// changePolicy is about the feed of changes. Besides, each kind needs the permission to read it.
var changePolicy = []Rule{
	{"listChanges", ReadChanges, AboutRegion},
}
