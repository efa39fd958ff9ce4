package api

import (
	"strconv"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type webhooks struct{ svc *service.Webhooks }

func webhookRoutes(r routes, s *service.Services) {
	h := webhooks{s.Webhooks}
	r.get("/webhooks", "listWebhooks", h.list)
	r.post("/webhooks", "createWebhook", h.create)
	r.get("/webhooks/:id", "getWebhook", h.get)
	r.patch("/webhooks/:id", "updateWebhook", h.update)
	r.delete("/webhooks/:id", "deleteWebhook", h.delete)
	r.post("/webhooks/:id/secret", "rotateWebhookSecret", h.rotate)
	r.post("/webhooks/:id/pause", "pauseWebhook", h.pause)
	r.post("/webhooks/:id/resume", "resumeWebhook", h.resume)
	r.post("/webhooks/:id/replay", "replayWebhook", h.replay)
	r.post("/webhooks/:id/test", "testWebhook", h.test)
	r.get("/webhooks/:id/deliveries", "listDeliveries", h.deliveries)
	r.get("/deliveries/:id", "getDelivery", h.delivery)
	r.post("/deliveries/:id/retry", "retryDelivery", h.retry)
}

type webhookRequest struct {
	// https://…; http:// and addresses of internal networks only where the operator allows them
	URL string `json:"url" validate:"required" maxLength:"1000" example:"https://hooks.example.gov.cn/xuncha"`
	// whose system it is
	Description string `json:"description" validate:"required" maxLength:"200" example:"州政府门户"`
	// what happens under a code prefix, or all; what is around it is told of as its callers read it
	Scope model.Scope `json:"region_code" validate:"required" example:"4228"`
	// kinds of things to tell of, all when empty
	Kinds model.Set[string] `json:"kinds" example:"site,account"`
	// types of changes to tell of, at most 50; all when empty
	Types model.Set[string] `json:"types" example:"site.create,site.update,account.create"`
} //	@name	WebhookRequest

type webhookResponse struct {
	ID          uint64      `json:"id" validate:"required" example:"1"`
	URL         string      `json:"url" validate:"required" example:"https://hooks.example.gov.cn/xuncha"`
	Description string      `json:"description" validate:"required" example:"州政府门户"`
	Scope       model.Scope `json:"region_code" validate:"required" example:"4228"`
	// all when empty
	Kinds []string `json:"kinds" validate:"required" example:"site,account"`
	// all when empty
	Types []string           `json:"types" validate:"required" example:"site.create,site.update,account.create"`
	State model.WebhookState `json:"state" validate:"required" example:"active"`
	// why it was disabled, empty for one that is not
	Fault string `json:"fault" validate:"required" enums:",gone,failing,changes_expired" example:""`
	// until when the secret before the last rotation signs too; null when it does not
	OldSecretUntil *time.Time `json:"old_secret_until" validate:"required" format:"date-time" example:""`
	// since when every call has failed; null when the last one was taken
	FailingSince *time.Time `json:"failing_since" validate:"required" format:"date-time" example:""`
	// place in the feed up to which its deliveries were made
	ToldCursor string `json:"told_cursor" validate:"required" example:"000000000000041a"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-10-08T01:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-10-08T01:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"pause,update,delete,secret,test,replay"`
} //	@name	Webhook

type newWebhookResponse struct {
	webhookResponse
	// key of the signatures, shown only now
	Secret string `json:"secret" validate:"required" example:"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw3V2hX0mVgmM="`
} //	@name	NewWebhook

type replayRequest struct {
	// cursor of the feed after which everything is told again, or now for nothing
	After string `json:"after" validate:"required" example:"000000000000041a"`
} //	@name	ReplayRequest

type deliveryResponse struct {
	ID        uint64 `json:"id" validate:"required" example:"1"`
	WebhookID uint64 `json:"webhook_id" validate:"required" example:"1"`
	// the change that is told, as its receiver gets it
	Change changeResponse      `json:"change" validate:"required"`
	State  model.DeliveryState `json:"state" validate:"required" enums:"pending,delivered,parked" example:"delivered"`
	// calls that were made since it was made or tried again
	Tries uint64 `json:"tries" validate:"required" example:"1"`
	// when it is called next, null when it is not
	NextAt *time.Time `json:"next_at" validate:"required" format:"date-time" example:""`
	// HTTP status of the last answer, 0 for none
	Status uint64 `json:"status" validate:"required" example:"200"`
	// why the last call failed
	Fault string `json:"fault" validate:"required" enums:",address_refused,timeout,tls,no_connection,status" example:""`
	// beginning of the last answer
	Answer string `json:"answer" validate:"required" maxLength:"1024" example:"ok"`
	// of the last call
	Milliseconds uint64 `json:"milliseconds" validate:"required" example:"84"`
	// the last call, null before the first
	CalledAt  *time.Time `json:"called_at" validate:"required" format:"date-time" example:"2022-10-08T01:00:01Z"`
	CreatedAt time.Time  `json:"created_at" validate:"required" format:"date-time" example:"2022-10-08T01:00:00Z"`
} //	@name	Delivery

func (c *call) webhook(w model.Webhook) webhookResponse {
	return webhookResponse{
		ID: w.ID, URL: w.URL, Description: w.Description, Scope: w.Scope, Kinds: w.Kinds, Types: w.Types, State: w.State, Fault: w.Fault,
		OldSecretUntil: optionalTime(w.OldUntil), FailingSince: optionalTime(w.FailingSince), ToldCursor: model.Cursor(w.ToldPosition),
		Version: w.Version, CreatedAt: w.CreatedAt.Time, UpdatedAt: w.UpdatedAt.Time, AllowedActions: w.State.Actions(),
	}
}

func delivery(d model.WebhookDelivery) deliveryResponse {
	out := deliveryResponse{
		ID: d.ID, WebhookID: d.WebhookID, Change: changeItem(d.Event()), State: d.State, Tries: d.Tries, Status: d.Status, Fault: d.Fault,
		Answer: d.Answer, Milliseconds: d.Duration, CalledAt: optionalTime(d.CalledAt), CreatedAt: d.CreatedAt.Time,
	}
	if d.State == model.DeliveryPending {
		out.NextAt = optionalTime(d.NextAt)
	}
	return out
}

// list godoc
//
//	@Summary		List webhooks
//	@Description	Those of the caller's region. Their secrets are shown nowhere but in the answer that made them.
//	@Tags			webhooks
//	@ID				listWebhooks
//	@Produce		json,text/csv
//	@Param			state	query		string	false	"state"	Enums(active,paused,disabled)
//	@Param			page	query		int		false	"number of the page, from 1"
//	@Param			size	query		int		false	"rows of a page, at most 200"
//	@Param			sort	query		string	false	"description, url, state, created_at; with - descending"
//	@Param			after	query		string	false	"instead of page: the next of the piece before"
//	@Param			limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param			format	query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success		200		{object}	listOf[webhookResponse]
//	@Router			/api/v1/webhooks [get]
func (h webhooks) list(c *call) error {
	q := c.query()
	state := oneOf(q, "state", model.WebhookStates)
	return lister[model.Webhook, webhookResponse]{
		name: "webhooks", header: []any{"编号", "地址", "说明", "范围", "对象种类", "变更类型", "状态", "停用原因", "连续失败起始", "创建时间"},
		list: func(req model.ListRequest) (model.List[model.Webhook], error) {
			return h.svc.List(c.Request().Context(), c.actor, state, req)
		},
		item: c.webhook,
		cells: func(rows []model.Webhook) ([][]any, error) {
			return pluck(rows, func(w model.Webhook) []any {
				return []any{
					w.ID, w.URL, w.Description, string(w.Scope), w.Kinds.Join("、"), w.Types.Join("、"), w.State.Label(), w.Fault,
					stamp(w.FailingSince), stamp(w.CreatedAt),
				}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary		Have a system called when something changes
//	@Description	The answer has the secret of the signatures, this once. It is told of what happens from now on. Nobody has a system told of what he may not read himself.
//	@Tags			webhooks
//	@ID				createWebhook
//	@Param			body	body		webhookRequest	true	"the webhook"
//	@Success		201		{object}	newWebhookResponse
//	@Router			/api/v1/webhooks [post]
func (h webhooks) create(c *call) error {
	var req webhookRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, secret, err := h.svc.Create(c.Request().Context(), c.actor, model.WebhookEdit(req))
	if err != nil {
		return err
	}
	return h.shown(c, row, secret)
}

// shown answers a webhook with its secret.
func (h webhooks) shown(c *call, row model.Webhook, secret string) error {
	return c.created(row.Version, "/webhooks/"+strconv.FormatUint(row.ID, 10), newWebhookResponse{c.webhook(row), secret})
}

func (h webhooks) answer(c *call, row model.Webhook) error {
	return c.fresh(row.Version, c.webhook(row))
}

// get godoc
//
//	@Summary	Read a webhook
//	@Tags		webhooks
//	@ID			getWebhook
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	webhookResponse
//	@Router		/api/v1/webhooks/{id} [get]
func (h webhooks) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

// update godoc
//
//	@Summary		Change a webhook
//	@Description	What was to be delivered already goes to its new address.
//	@Tags			webhooks
//	@ID				updateWebhook
//	@Param			id			path		int				true	"id"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		webhookRequest	true	"the fields to change; the others stay"
//	@Success		200			{object}	webhookResponse
//	@Router			/api/v1/webhooks/{id} [patch]
func (h webhooks) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, func(e model.WebhookEdit) webhookRequest { return webhookRequest(e) },
		func(r webhookRequest) model.WebhookEdit { return model.WebhookEdit(r) })
	if err != nil {
		return err
	}
	row, err := h.svc.Update(c.Request().Context(), c.actor, id, version, patch)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

// rotate godoc
//
//	@Summary		Give a webhook another secret
//	@Description	The answer has it, this once. The one before signs beside it for 24 hours.
//	@Tags			webhooks
//	@ID				rotateWebhookSecret
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		201			{object}	newWebhookResponse
//	@Router			/api/v1/webhooks/{id}/secret [post]
func (h webhooks) rotate(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	if err := c.noInput(); err != nil {
		return err
	}
	row, secret, err := h.svc.RotateSecret(c.Request().Context(), c.actor, id, version)
	if err != nil {
		return err
	}
	return h.shown(c, row, secret)
}

// pause godoc
//
//	@Summary		Stop calling a webhook
//	@Description	What happens meanwhile is delivered after it is resumed, as long as changes are kept.
//	@Tags			webhooks
//	@ID				pauseWebhook
//	@Param			id			path		int			true	"id"
//	@Param			If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param			body		body		whyRequest	true	"why"
//	@Success		200			{object}	webhookResponse
//	@Router			/api/v1/webhooks/{id}/pause [post]
func (h webhooks) pause(c *call) error { return carryOutNow(c, h.svc.Pause, h.answer) }

// resume godoc
//
//	@Summary		Call a webhook again
//	@Description	One that was paused, or disabled by itself, goes on where it has stopped. When changes it has not heard of were removed by age, this is refused with 410 cursor_expired: replay it from another place first.
//	@Tags			webhooks
//	@ID				resumeWebhook
//	@Param			id			path		int			true	"id"
//	@Param			If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param			body		body		whyRequest	true	"why"
//	@Success		200			{object}	webhookResponse
//	@Router			/api/v1/webhooks/{id}/resume [post]
func (h webhooks) resume(c *call) error { return carryOutNow(c, h.svc.Resume, h.answer) }

// delete godoc
//
//	@Summary		Delete a webhook
//	@Description	With its log. What was not delivered is not delivered any more.
//	@Tags			webhooks
//	@ID				deleteWebhook
//	@Param			id			path	int		true	"id"
//	@Param			If-Match	header	string	true	"ETag of the version the change is made on"
//	@Success		204
//	@Router			/api/v1/webhooks/{id} [delete]
func (h webhooks) delete(c *call) error { return c.deleteByID(h.svc.Delete) }

// replay godoc
//
//	@Summary		Tell a webhook again
//	@Description	Of everything in the feed after a cursor, in its order; with now of nothing that was not delivered yet. A cursor older than what is kept gets 410 cursor_expired.
//	@Tags			webhooks
//	@ID				replayWebhook
//	@Param			id			path		int				true	"id"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		replayRequest	true	"from where"
//	@Success		200			{object}	webhookResponse
//	@Router			/api/v1/webhooks/{id}/replay [post]
func (h webhooks) replay(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	var req replayRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Replay(c.Request().Context(), c.actor, id, version, req.After)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

// test godoc
//
//	@Summary		Try a webhook
//	@Description	A call of the type webhook.test goes out at once, also while the webhook is paused or disabled, and is not repeated. What came of it stands in the delivery that is answered.
//	@Tags			webhooks
//	@ID				testWebhook
//	@Param			id	path		int	true	"id"
//	@Success		202	{object}	deliveryResponse
//	@Router			/api/v1/webhooks/{id}/test [post]
func (h webhooks) test(c *call) error { return h.accepted(c, h.svc.Test) }
