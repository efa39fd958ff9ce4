package model

// borderMessages are about limits, repeats and what stands between the service and the network.
var borderMessages = map[string]message{}
