package baseline

import (
	"time"

	"xuncha/model"
)

type siteAnswer struct {
	ID                   uint64           `json:"id"`
	Code                 string           `json:"code"`
	Name                 string           `json:"name"`
	HomeURL              string           `json:"home_url"`
	IsPortal             bool             `json:"is_portal"`
	OrganizationID       uint64           `json:"organization_id"`
	RegionCode           model.RegionCode `json:"region_code"`
	State                model.State      `json:"state"`
	OpenedOn             model.Date       `json:"opened_on"`
	ClosedOn             model.Date       `json:"closed_on"`
	CloseReason          string           `json:"close_reason"`
	ICPNumber            string           `json:"icp_number"`
	PublicSecurityNumber string           `json:"public_security_number"`
	Version              uint64           `json:"version"`
	CreatedAt            time.Time        `json:"created_at"`
	UpdatedAt            time.Time        `json:"updated_at"`
	AllowedActions       []string         `json:"allowed_actions"`
}

const siteByID = `SELECT id, code, name, home_url, is_portal, organization_id, region_code, state, opened_on, closed_on, close_reason,
icp_number, public_security_number, version, created_at, updated_at FROM sites WHERE id = ?`

func (s *Server) site(c *caller) error {
	id, err := c.id()
	if err != nil {
		return err
	}
	var a siteAnswer
	var created, updated model.Time
	err = s.one(c.Context(), nil, siteByID, []any{id},
		&a.ID, &a.Code, &a.Name, &a.HomeURL, &a.IsPortal, &a.OrganizationID, (*string)(&a.RegionCode), (*string)(&a.State), &a.OpenedOn,
		&a.ClosedOn, &a.CloseReason, &a.ICPNumber, &a.PublicSecurityNumber, &a.Version, &created, &updated)
	if err != nil {
		return err
	}
	if !c.actor.Area().Covers(a.RegionCode) {
		return refusal(404)
	}
	a.CreatedAt, a.UpdatedAt = created.Time, updated.Time
	a.AllowedActions = c.actions(a.RegionCode, a.State.LifeActions())
	return c.thing(a.Version, a)
}
