package model

// borderMessages are about limits, repeats and what stands between the service and the network.
var borderMessages = map[string]message{
	"too_many_requests": {"请求过于频繁，请稍后再试", "too many requests, try again later"},
	"too_many_at_once":  {"同时进行的请求过多，请等待前面的请求完成", "too many requests at the same time, wait for those that are running"},
	"cross_site":        {"不接受其他网站发起的修改请求", "changes that another website makes a browser send are not taken"},
	"string_too_long":   {"文本超过 %v 字节", "the text is longer than %v bytes"},
}
