package model

// cataloguePolicy is about catalogues and what follows from another version of them.
var cataloguePolicy = []Rule{}
