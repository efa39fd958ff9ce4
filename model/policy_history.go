package model

// historyPolicy is about the register over time.
var historyPolicy = []Rule{}
