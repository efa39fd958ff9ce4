package model

// assignmentPolicy is about who inspects what, drafts and progress.
var assignmentPolicy = []Rule{}
