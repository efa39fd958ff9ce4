package model

// findingPolicy is about findings and their rectification.
var findingPolicy = []Rule{}
