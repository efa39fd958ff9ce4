package api

import (
	"context"
	"net/http"

	"xuncha/model"
)

// deliveries godoc
//
//	@Summary		List deliveries
//	@Description	What a webhook is to be told, and the log of what it was, the newest first. Done ones are kept for 30 days.
//	@Tags			webhooks
//	@ID				listDeliveries
//	@Produce		json,text/csv
//	@Param			id			path		int		true	"id of the webhook"
//	@Param			state		query		string	false	"state"	Enums(pending,delivered,parked)
//	@Param			thing_kind	query		string	false	"kind of the thing that was changed"
//	@Param			thing_id	query		int		false	"id of the thing that was changed"
//	@Param			page		query		int		false	"number of the page, from 1"
//	@Param			size		query		int		false	"rows of a page, at most 200"
//	@Param			sort		query		string	false	"id, created_at, next_at, tries; with - descending; -id when left out"
//	@Param			after		query		string	false	"instead of page: the next of the piece before"
//	@Param			limit		query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param			format		query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success		200			{object}	listOf[deliveryResponse]
//	@Router			/api/v1/webhooks/{id}/deliveries [get]
func (h webhooks) deliveries(c *call) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	q := c.query()
	f := model.DeliveryFilter{
		WebhookID: id, State: oneOf(q, "state", model.DeliveryStates), ThingKind: q.text("thing_kind"), ThingID: q.id("thing_id"),
	}
	return lister[model.WebhookDelivery, deliveryResponse]{
		name: "deliveries", header: []any{"编号", "变更类型", "对象种类", "对象编号", "状态", "次数", "应答状态码", "应答内容", "最近推送", "下次推送", "创建时间"},
		list: func(req model.ListRequest) (model.List[model.WebhookDelivery], error) {
			return h.svc.Deliveries(c.Request().Context(), c.actor, f, req)
		},
		item: delivery,
		cells: func(rows []model.WebhookDelivery) ([][]any, error) {
			return pluck(rows, func(d model.WebhookDelivery) []any {
				return []any{
					d.ID, d.Type, d.ThingKind, d.ThingID, d.State.Label(), d.Tries, d.Status, d.Answer, stamp(d.CalledAt), stamp(d.NextAt),
					stamp(d.CreatedAt),
				}
			}), nil
		},
	}.respond(c, q)
}

// delivery godoc
//
//	@Summary	Read a delivery
//	@Tags		webhooks
//	@ID			getDelivery
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	deliveryResponse
//	@Router		/api/v1/deliveries/{id} [get]
func (h webhooks) delivery(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	row, err := h.svc.Delivery(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, delivery(row))
}

// retry godoc
//
//	@Summary		Try a delivery again
//	@Description	At once and with all its tries, whatever became of it. Later changes of the same thing that were delivered meanwhile came before it: look at the version.
//	@Tags			webhooks
//	@ID				retryDelivery
//	@Param			id	path		int	true	"id"
//	@Success		202	{object}	deliveryResponse
//	@Router			/api/v1/deliveries/{id}/retry [post]
func (h webhooks) retry(c *call) error { return h.accepted(c, h.svc.Retry) }

// accepted answers a delivery that goes out soon.
func (h webhooks) accepted(
	c *call, of func(ctx context.Context, a model.Actor, id uint64) (model.WebhookDelivery, error),
) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	if err := c.noInput(); err != nil {
		return err
	}
	row, err := of(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusAccepted, delivery(row))
}
