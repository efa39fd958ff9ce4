package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service"
)

type secondFactors struct {
	svc   *service.Sessions
	users *service.Users
}

func totpRoutes(r routes, s *service.Services) {
	h := secondFactors{s.Sessions, s.Users}
	r.post("/me/totp", "beginTOTP", h.begin)
	r.post("/me/totp/confirm", "confirmTOTP", h.confirm)
	r.post("/me/totp/disable", "disableTOTP", h.disable)
	r.post("/users/:id/reset-totp", "resetUserTOTP", h.reset)
}

type totpResponse struct {
	// base32, to be typed into an authenticator; shown only now
	Secret string `json:"secret" validate:"required" example:"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"`
	// the same as an authenticator reads it from a picture
	URI string `json:"uri" validate:"required" example:"otpauth://totp/xuncha:enshi-01?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=xuncha&algorithm=SHA1&digits=6&period=30"`
} //	@name	TOTP

type totpCodeRequest struct {
	// six digits that the authenticator shows
	Code string `json:"code" validate:"required" maxLength:"16" example:"492039"`
} //	@name	TOTPCodeRequest

type totpRemovalRequest struct {
	Password model.Password `json:"password" validate:"required" maxLength:"512" example:"correct horse battery staple"`
	// six digits that the authenticator shows
	Code string `json:"code" validate:"required" maxLength:"16" example:"492039"`
} //	@name	TOTPRemovalRequest

// begin godoc
//
//	@Summary		Make a new second factor
//	@Description	A secret for an authenticator after RFC 6238. It is in force when a code of it has been confirmed; until then every call makes another one. For users who log in with a password: 409 for keys, for users of the single sign-on, and while one is in force.
//	@Tags			sessions
//	@ID				beginTOTP
//	@Success		201	{object}	totpResponse
//	@Router			/api/v1/me/totp [post]
func (h secondFactors) begin(c *call) error {
	if err := c.noInput(); err != nil {
		return err
	}
	made, err := h.svc.BeginTOTP(c.Request().Context(), c.actor)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, "/api/v1/me/totp/confirm") // where it goes on
	return writeJSON(c, http.StatusCreated, totpResponse{Secret: made.Secret, URI: made.URI})
}

// confirm godoc
//
//	@Summary		Put the new second factor in force
//	@Description	Ends the other sessions of the user; the one that asks goes on.
//	@Tags			sessions
//	@ID				confirmTOTP
//	@Param			body	body	totpCodeRequest	true	"a code of the new secret"
//	@Success		204
//	@Router			/api/v1/me/totp/confirm [post]
func (h secondFactors) confirm(c *call) error {
	var req totpCodeRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	if err := h.svc.ConfirmTOTP(c.Request().Context(), c.actor, req.Code); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// disable godoc
//
//	@Summary		Take one's own second factor out of force
//	@Description	Refused with 409 while the role needs one. Ends the other sessions of the user. A wrong password or code counts like a failed login.
//	@Tags			sessions
//	@ID				disableTOTP
//	@Param			body	body	totpRemovalRequest	true	"the password and a code"
//	@Success		204
//	@Failure		429	{object}	problem	"Too many failed logins; try again after Retry-After."
//	@Router			/api/v1/me/totp/disable [post]
func (h secondFactors) disable(c *call) error {
	var req totpRemovalRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	if err := h.svc.DisableTOTP(c.Request().Context(), c.actor, model.TOTPRemoval(req)); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// reset godoc
//
//	@Summary		Take the second factor of a user away who has lost it
//	@Description	Ends the user's sessions. Where the role needs one, the user sets up a new one at the next login.
//	@Tags			users
//	@ID				resetUserTOTP
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	userResponse
//	@Router			/api/v1/users/{id}/reset-totp [post]
func (h secondFactors) reset(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	if err := c.noInput(); err != nil {
		return err
	}
	row, err := h.users.ResetTOTP(c.Request().Context(), c.actor, id, version)
	if err != nil {
		return err
	}
	return users{svc: h.users}.answer(c, row)
}
