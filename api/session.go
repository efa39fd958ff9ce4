package api

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service"
)

type sessions struct{ svc *service.Sessions }

func sessionRoutes(r routes, s *service.Services) {
	h := sessions{s.Sessions}
	r.post("/sessions", "createSession", h.create)
	r.delete("/sessions/current", "deleteCurrentSession", h.end)
	r.get("/me", "getMe", h.me)
	r.put("/me/password", "changeOwnPassword", h.changePassword)
}

type loginRequest struct {
	Name     string         `json:"name" validate:"required" maxLength:"512" example:"enshi-01"`
	Password model.Password `json:"password" validate:"required" maxLength:"512" example:"correct horse battery staple"`
	// of the second factor, for users who have one
	Code string `json:"code" maxLength:"512" example:""`
} //	@name	LoginRequest

type loginResponse struct {
	// to be sent as Authorization: Bearer …; shown only now
	Token string `json:"token" validate:"required" example:"xs_jJ1dWk2vR0nq5e3TQwXyZ8uLhB7mKc4sPfGa9iNoV6E"`
	// when the session ends even if it is used all the time
	ExpiresAt time.Time `json:"expires_at" validate:"required" format:"date-time" example:"2022-09-30T14:00:00Z"`
	// nothing else is answered before the password is changed
	MustChangePassword bool `json:"must_change_password" validate:"required" example:"false"`
	// nothing else is answered before a second factor is set up
	TOTPEnrolmentRequired bool `json:"totp_enrolment_required" validate:"required" example:"false"`
} //	@name	Login

type meResponse struct {
	// user:7 or key:3, as in logs and the audit trail
	Principal string `json:"principal" validate:"required" example:"user:7"`
	Name      string `json:"name" validate:"required" example:"enshi-01"`
	// empty for a key
	DisplayName string     `json:"display_name" validate:"required" example:"示例用户"`
	Role        model.Role `json:"role" validate:"required" example:"inspector"`
	// code prefix of what is seen, or all
	RegionCode model.Scope `json:"region_code" validate:"required" example:"4228"`
	// of unit staff
	OrganizationID model.OptionalID `json:"organization_id" validate:"required" example:"null"`
	// what may be done, for the menus of a front end
	Permissions        []model.Permission `json:"permissions" validate:"required" example:"register.read,campaigns.read"`
	MustChangePassword bool               `json:"must_change_password" validate:"required" example:"false"`
	TOTPEnabled        bool               `json:"totp_enabled" validate:"required" example:"false"`
	// whether the rules ask for a second factor
	TOTPRequired bool `json:"totp_required" validate:"required" example:"false"`
	// end of the session or the key; null for a key without an end
	ExpiresAt *time.Time `json:"expires_at" validate:"required" extensions:"x-nullable" format:"date-time" example:"2022-09-30T14:00:00Z"`
} //	@name	Me

type passwordChangeRequest struct {
	CurrentPassword model.Password `json:"current_password" validate:"required" maxLength:"512" example:"correct horse battery staple"`
	// 12 to 128 characters, nothing common or easily guessed
	NewPassword model.Password `json:"new_password" validate:"required" minLength:"12" maxLength:"128" example:"quilt-anchor-velvet-54"`
} //	@name	PasswordChangeRequest

// create godoc
//
//	@Summary		Log in
//	@Description	An unknown name, a wrong password and a disabled user get the same answer. Failures are counted for the account, the source and both; too many are answered with 429 and Retry-After, without a look at the password.
//	@Tags			sessions
//	@ID				createSession
//	@Param			body	body		loginRequest	true	"name and password"
//	@Success		201		{object}	loginResponse
//	@Failure		401		{object}	problem	"Name or password are wrong."
//	@Failure		429		{object}	problem	"Too many failed logins; try again after Retry-After."
//	@Router			/api/v1/sessions [post]
func (h sessions) create(c *call) error {
	var req loginRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	opened, err := h.svc.LogIn(c.Request().Context(), c.actor, model.Login(req))
	if err != nil {
		return err
	}
	return c.loggedIn(opened)
}

// loggedIn answers a new session.
func (c *call) loggedIn(o service.Opened) error {
	c.Response().Header().Set(echo.HeaderLocation, "/api/v1/sessions/current")
	return writeJSON(c, http.StatusCreated, loginResponse{
		Token: o.Text, ExpiresAt: o.Session.ExpiresAt.Time, MustChangePassword: o.MustChangePassword,
		TOTPEnrolmentRequired: o.TOTPEnrolmentRequired,
	})
}

// end godoc
//
//	@Summary		Log out
//	@Description	Ends the session whose token was sent. An API key has no session: 409.
//	@Tags			sessions
//	@ID				deleteCurrentSession
//	@Success		204
//	@Router			/api/v1/sessions/current [delete]
func (h sessions) end(c *call) error {
	if err := h.svc.End(c.Request().Context(), c.actor); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// me godoc
//
//	@Summary	Who am I, and what may I do
//	@Tags		sessions
//	@ID			getMe
//	@Success	200	{object}	meResponse
//	@Router		/api/v1/me [get]
func (h sessions) me(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	own, err := h.svc.Me(c.Request().Context(), c.actor)
	if err != nil {
		return err
	}
	a := c.actor
	return writeJSON(c, http.StatusOK, meResponse{
		Principal: a.Principal(), Name: a.Name, DisplayName: own.User.DisplayName, Role: a.Role, RegionCode: a.Scope,
		OrganizationID: model.OptionalID(a.OrganizationID), Permissions: a.Allowed(),
		MustChangePassword: own.NewPassword, TOTPEnabled: own.User.TOTPEnabled, TOTPRequired: own.TOTP,
		ExpiresAt: optionalTime(own.ExpiresAt),
	})
}

// changePassword godoc
//
//	@Summary		Change one's own password
//	@Description	Ends the other sessions of the user; the one that asks goes on. A wrong current password counts like a failed login. An API key has no password: 409.
//	@Tags			sessions
//	@ID				changeOwnPassword
//	@Param			body	body	passwordChangeRequest	true	"the password as it is and as it shall be"
//	@Success		204
//	@Failure		429	{object}	problem	"Too many failed logins; try again after Retry-After."
//	@Router			/api/v1/me/password [put]
func (h sessions) changePassword(c *call) error {
	var req passwordChangeRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	if err := h.svc.ChangePassword(c.Request().Context(), c.actor, model.PasswordChange(req)); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
