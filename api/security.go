package api

import (
	"time"

	"xuncha/model"
	"xuncha/service"
)

type security struct{ svc *service.Security }

func securityRoutes(r routes, s *service.Services) {
	h := security{s.Security}
	r.get("/security-settings", "getSecuritySettings", h.get)
	r.patch("/security-settings", "updateSecuritySettings", h.update)
}

type securityRequest struct {
	// roles whose users need a second factor; without one they get no further than to setting it up
	TOTPRoles model.Set[model.Role] `json:"totp_roles" example:"admin,auditor"`
	// days after which a password has to be changed, counted from its last change; 0 for never
	PasswordDays int `json:"password_days" minimum:"0" maximum:"3650" example:"90"`
} //	@name	SecuritySettingsRequest

type securityResponse struct {
	// roles whose users need a second factor
	TOTPRoles model.Set[model.Role] `json:"totp_roles" validate:"required" example:"admin,auditor"`
	// days after which a password has to be changed; 0 for never
	PasswordDays int `json:"password_days" validate:"required" example:"0"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
} //	@name	SecuritySettings

// get godoc
//
//	@Summary	Read the rules for logins
//	@Tags		security
//	@ID			getSecuritySettings
//	@Success	200	{object}	securityResponse
//	@Router		/api/v1/security-settings [get]
func (h security) get(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

// update godoc
//
//	@Summary		Change the rules for logins
//	@Description	They hold for every region at once, from the next request on, so only an administrator whose scope is all changes them.
//	@Tags			security
//	@ID				updateSecuritySettings
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		securityRequest	true	"the fields to change; the others stay"
//	@Success		200			{object}	securityResponse
//	@Router			/api/v1/security-settings [patch]
func (h security) update(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, func(e model.SecurityEdit) securityRequest { return securityRequest(e) },
		func(r securityRequest) model.SecurityEdit { return model.SecurityEdit(r) })
	if err != nil {
		return err
	}
	row, err := h.svc.Update(c.Request().Context(), c.actor, version, patch)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

func (h security) answer(c *call, r model.SecuritySettings) error {
	return c.thing(r.Version, securityResponse{TOTPRoles: r.TOTPRoles, PasswordDays: r.PasswordDays, Version: r.Version, UpdatedAt: r.UpdatedAt.Time})
}
