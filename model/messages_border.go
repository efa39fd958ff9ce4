package model

// borderMessages are about limits, repeats and what stands between the service and the network.
var borderMessages = map[string]message{
	"too_many_requests": {"请求过于频繁，请稍后再试", "too many requests, try again later"},
	"too_many_at_once":  {"同时进行的请求过多，请等待前面的请求完成", "too many requests at the same time, wait for those that are running"},
	"cross_site":        {"不接受其他网站发起的修改请求", "changes that another website makes a browser send are not taken"},
	"string_too_long":   {"文本超过 %v 字节", "the text is longer than %v bytes"},
	"idempotency_key_malformed": {
		"Idempotency-Key 须为一个 8 至 255 位的可见 ASCII 字符串",
		"Idempotency-Key must be one text of 8 to 255 visible ASCII characters",
	},
	"idempotency_key_reused": {
		"此 Idempotency-Key 已用于另一请求", "this Idempotency-Key was used for another request",
	},
	"idempotency_key_running": {
		"同一 Idempotency-Key 的请求仍在处理中，请稍后重试",
		"a request with this Idempotency-Key is still running; try again later",
	},
	"idempotency_answer_not_kept": {
		"此 Idempotency-Key 的请求已完成，但其应答未能保留；请查询结果，不要换用新的 Idempotency-Key 重发",
		"the request with this Idempotency-Key was carried out, but its answer is not kept; look at the result, do not send it again under another key",
	},
}
