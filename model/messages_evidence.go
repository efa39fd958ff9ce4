package model

// evidenceMessages are about attachments.
var evidenceMessages = map[string]message{}
