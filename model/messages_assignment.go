package model

// assignmentMessages are about who inspects what, drafts and progress.
var assignmentMessages = map[string]message{}
