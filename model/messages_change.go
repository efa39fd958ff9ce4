package model

// changeMessages are about the feed of changes.
var changeMessages = map[string]message{
	"cursor_unknown": {
		"不是本服务给出的游标；请使用上次应答的 next，或不带 after 从头开始",
		"this is no cursor of this service: send the next of an earlier answer, or no after to begin",
	},
	"cursor_expired": {
		"游标之后的变更已过保留期并被清除，继续读取会有遗漏；请按 link 取新游标，重新读取列表后再继续",
		"changes after this cursor were removed by age, so going on would miss some; take a new cursor as link says, read the lists anew and go on from there",
	},
	"too_many_waiting": {"等待变更的调用过多，请稍后再试", "too many callers wait for changes, try again shortly"},
}
