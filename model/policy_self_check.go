package model

// selfCheckPolicy is about the checks of counties and units of their own things.
var selfCheckPolicy = []Rule{}
