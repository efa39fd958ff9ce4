package model

// drawPolicy is about the targets of a campaign and how they were drawn.
var drawPolicy = []Rule{}
