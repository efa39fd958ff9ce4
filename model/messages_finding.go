package model

// findingMessages are about findings and their rectification.
var findingMessages = map[string]message{}
