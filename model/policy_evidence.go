package model

// evidencePolicy is about attachments.
var evidencePolicy = []Rule{}
