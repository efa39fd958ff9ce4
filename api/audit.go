package api

import (
	"encoding/hex"
	"encoding/json"
	"net/http"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type auditEntries struct{ svc *service.Audit }

func auditRoutes(r routes, s *service.Services) {
	h := auditEntries{s.Audit}
	r.get("/audit-entries", "listAuditEntries", h.list)
	r.get("/audit-entries/:id", "getAuditEntry", h.get)
}

type auditEntryResponse struct {
	ID uint64    `json:"id" validate:"required" example:"1042"`
	At time.Time `json:"at" validate:"required" format:"date-time" example:"2022-10-08T01:00:00Z"`
	// 0 for keys, the command line and callers that are not known
	UserID uint64 `json:"user_id" validate:"required" example:"7"`
	// 0 for users, the command line and callers that are not known
	TokenID   uint64 `json:"token_id" validate:"required" example:"0"`
	ActorName string `json:"actor_name" validate:"required" example:"示例用户"`
	Role      string `json:"role" validate:"required" example:"county_admin"`
	// of the thing, empty for what belongs to no region
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	// of the caller, a code prefix or all
	ActorRegion string `json:"actor_region" validate:"required" example:"422801"`
	// address of the caller, empty for the command line
	Source    string `json:"source" validate:"required" example:"192.0.2.1"`
	RequestID string `json:"request_id" validate:"required" example:"0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10"`
	// of a denied call the operation of this document, else noun and verb
	Operation string             `json:"operation" validate:"required" example:"site.update"`
	Outcome   model.AuditOutcome `json:"outcome" validate:"required" enums:"done,denied" example:"done"`
	Thing     auditThing         `json:"thing" validate:"required"`
	// reason given; of a denied call the code of the refusal
	Reason string `json:"reason" validate:"required" example:""`
	// the thing before, null for a creation
	Before json.RawMessage `json:"before" validate:"required" swaggertype:"object" extensions:"x-nullable"`
	// the thing after, null for a deletion; of a denied call or an export what was asked for
	After json.RawMessage `json:"after" validate:"required" swaggertype:"object" extensions:"x-nullable"`
	// place in the chain, null until the entry is sealed, which takes about a second
	Seq model.OptionalID `json:"seq" validate:"required" example:"1042"`
	// over this entry and all before it, hexadecimal, empty until the entry is sealed
	Hash string `json:"hash" validate:"required" example:"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
} //	@name	AuditEntry

type auditThing struct {
	// empty for what is about no thing
	Kind string `json:"kind" validate:"required" example:"site"`
	// 0 for what has no id
	ID uint64 `json:"id" validate:"required" example:"17"`
} //	@name	AuditThing

func auditEntry(e model.AuditEntry) auditEntryResponse {
	return auditEntryResponse{
		ID: e.ID, At: e.At.Time, UserID: e.UserID, TokenID: e.TokenID, ActorName: e.ActorName, Role: string(e.ActorRole),
		RegionCode: e.RegionCode, ActorRegion: string(e.ActorScope), Source: e.Source, RequestID: e.RequestID,
		Operation: e.Operation, Outcome: e.Outcome, Thing: auditThing{e.ThingKind, e.ThingID}, Reason: e.Reason,
		Before: state(e.BeforeState), After: state(e.AfterState), Seq: e.Seq, Hash: hex.EncodeToString(e.Hash),
	}
}

// state is a stored state as JSON. One that somebody has spoiled in the database is shown as a text, not as a 500.
func state(text string) json.RawMessage {
	switch {
	case text == "":
		return json.RawMessage("null")
	case json.Valid([]byte(text)) && text[0] == '{':
		return json.RawMessage(text)
	}
	spoiled, err := json.Marshal(map[string]string{"unreadable": text})
	if err != nil {
		return json.RawMessage("null")
	}
	return spoiled
}

// list godoc
//
//	@Summary		List audit entries
//	@Description	Who did what, and what was refused, the newest first. A caller sees the entries about things of its region and those of callers of its region; entries of no region are for callers who see every region.
//	@Tags			audit
//	@ID				listAuditEntries
//	@Produce		json,text/csv
//	@Param			operation	query		string	false	"such as site.update, or the operation that was denied"
//	@Param			outcome		query		string	false	"outcome"	Enums(done,denied)
//	@Param			user		query		int		false	"id of the user who did it"
//	@Param			token		query		int		false	"id of the key that did it"
//	@Param			thing_kind	query		string	false	"kind of the thing, such as site"
//	@Param			thing_id	query		int		false	"id of the thing"
//	@Param			region		query		string	false	"code prefix: everything under it"
//	@Param			request_id	query		string	false	"the X-Request-ID of the answer"
//	@Param			source		query		string	false	"address of the caller"
//	@Param			from		query		string	false	"from this time on, RFC 3339"	Format(date-time)
//	@Param			to			query		string	false	"before this time, RFC 3339"	Format(date-time)
//	@Param			q			query		string	false	"words in the name of the caller or in the reason"
//	@Param			page		query		int		false	"number of the page, from 1"
//	@Param			size		query		int		false	"rows of a page, at most 200"
//	@Param			sort		query		string	false	"id, at; with - descending; -id when left out"
//	@Param			after		query		string	false	"instead of page: the next of the piece before"
//	@Param			limit		query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param			format		query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success		200			{object}	listOf[auditEntryResponse]
//	@Router			/api/v1/audit-entries [get]
func (h auditEntries) list(c *call) error {
	q := c.query()
	f := model.AuditFilter{
		Operation: q.text("operation"), Outcome: oneOf(q, "outcome", model.AuditOutcomes), UserID: q.id("user"), TokenID: q.id("token"),
		ThingKind: q.text("thing_kind"), ThingID: q.id("thing_id"), Region: q.region(), RequestID: q.text("request_id"),
		Source: q.text("source"), From: q.time("from"), To: q.time("to"), Query: q.text("q"),
	}
	return lister[model.AuditEntry, auditEntryResponse]{
		name: "audit-entries",
		header: []any{
			"序号", "时间", "用户", "密钥", "姓名", "角色", "行政区划代码", "操作者区域", "来源地址", "请求编号", "操作", "结果", "对象", "对象编号",
			"原因", "变更前", "变更后", "链序号", "链哈希",
		},
		list: func(req model.ListRequest) (model.List[model.AuditEntry], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: auditEntry,
		cells: func(rows []model.AuditEntry) ([][]any, error) {
			return pluck(rows, auditCells), nil
		},
	}.respond(c, q)
}

func auditCells(e model.AuditEntry) []any {
	return []any{
		e.ID, stamp(e.At), e.UserID, e.TokenID, e.ActorName, string(e.ActorRole), string(e.RegionCode),
		string(e.ActorScope), e.Source, e.RequestID, e.Operation, string(e.Outcome), e.ThingKind, e.ThingID, e.Reason, e.BeforeState,
		e.AfterState, uint64(e.Seq), hex.EncodeToString(e.Hash),
	}
}

// get godoc
//
//	@Summary	Read an audit entry
//	@Tags		audit
//	@ID			getAuditEntry
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	auditEntryResponse
//	@Router		/api/v1/audit-entries/{id} [get]
func (h auditEntries) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	e, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, auditEntry(e))
}
