package model

// historyMessages are about the register over time.
var historyMessages = map[string]message{}
