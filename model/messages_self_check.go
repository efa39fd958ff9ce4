package model

// selfCheckMessages are about the checks of counties and units of their own things.
var selfCheckMessages = map[string]message{}
