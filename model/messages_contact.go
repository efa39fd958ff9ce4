package model

// contactMessages are about contacts and the keys that seal them.
var contactMessages = map[string]message{}
