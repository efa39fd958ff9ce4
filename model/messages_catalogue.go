package model

// catalogueMessages are about catalogues and what follows from another version of them.
var catalogueMessages = map[string]message{}
