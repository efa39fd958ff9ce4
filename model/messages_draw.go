package model

// drawMessages are about the targets of a campaign and how they were drawn.
var drawMessages = map[string]message{}
