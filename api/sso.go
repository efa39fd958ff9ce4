package api

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service"
)

type singleSignOn struct{ svc *service.SSO }

func ssoRoutes(r routes, s *service.Services) {
	h := singleSignOn{s.SSO}
	r.post("/sessions/sso", "beginSSO", h.begin)
	r.post("/sessions/sso/callback", "finishSSO", h.finish)
}

type ssoResponse struct {
	// where to send the browser
	AuthorizeURL string `json:"authorize_url" validate:"required" example:"https://sso.example.gov.cn/authorize?response_type=code&client_id=xuncha"`
	// the provider sends it back
	State string `json:"state" validate:"required" example:"qN3vR0nq5e3TQwXyZ8uLhB7mKc4sPfGa9iNoV6EjJ1d"`
	// to be kept in the browser that began, and sent with what comes back; shown only now
	Proof string `json:"proof" validate:"required" example:"Wk2vR0nq5e3TQwXyZ8uLhB7mKc4sPfGa9iNoV6EjJ1d"`
	// when it must have come back
	ExpiresAt time.Time `json:"expires_at" validate:"required" format:"date-time" example:"2022-09-30T02:10:00Z"`
} //	@name	SSO

type ssoCallbackRequest struct {
	// as the provider sent it to the page of the front end
	Code string `json:"code" validate:"required" maxLength:"4096" example:"SplxlOBeZQQYbYS6WxSbIA"`
	// as the provider sent it to the page of the front end
	State string `json:"state" validate:"required" maxLength:"4096" example:"qN3vR0nq5e3TQwXyZ8uLhB7mKc4sPfGa9iNoV6EjJ1d"`
	// as the browser has kept it
	Proof string `json:"proof" validate:"required" maxLength:"4096" example:"Wk2vR0nq5e3TQwXyZ8uLhB7mKc4sPfGa9iNoV6EjJ1d"`
} //	@name	SSOCallbackRequest

// begin godoc
//
//	@Summary		Begin a single sign-on
//	@Description	Answers where to send the browser: the OpenID provider of the configuration. 404 sso_not_configured without one, 503 sso_unavailable while it does not answer. Begun logins last ten minutes and are taken once.
//	@Tags			sessions
//	@ID				beginSSO
//	@Success		201	{object}	ssoResponse
//	@Failure		404	{object}	problem	"There is no single sign-on here."
//	@Router			/api/v1/sessions/sso [post]
func (h singleSignOn) begin(c *call) error {
	if err := c.noInput(); err != nil {
		return err
	}
	begun, err := h.svc.Begin(c.Request().Context())
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, "/api/v1/sessions/sso/callback") // where it goes on
	return writeJSON(c, http.StatusCreated, ssoResponse{
		AuthorizeURL: begun.AuthorizeURL, State: begun.State, Proof: begun.Proof, ExpiresAt: begun.ExpiresAt.Time,
	})
}

// finish godoc
//
//	@Summary		Log in with what the single sign-on brought back
//	@Description	The first login makes the user; each takes over role, region and organization from the claims. Whatever is wrong with code, state, proof or the provider's token is answered 401 sso_failed; claims that give no rights here are 403 sso_no_rights.
//	@Tags			sessions
//	@ID				finishSSO
//	@Param			body	body		ssoCallbackRequest	true	"what came back, and the proof"
//	@Success		201		{object}	loginResponse
//	@Failure		401		{object}	problem	"The single sign-on failed; begin it again."
//	@Failure		403		{object}	problem	"The claims give no rights here, or the user is disabled."
//	@Failure		404		{object}	problem	"There is no single sign-on here."
//	@Failure		409		{object}	problem	"The claims would take the last administrator away."
//	@Router			/api/v1/sessions/sso/callback [post]
func (h singleSignOn) finish(c *call) error {
	var req ssoCallbackRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	opened, err := h.svc.Finish(c.Request().Context(), c.actor, model.SSOCallback(req))
	if err != nil {
		return err
	}
	return c.loggedIn(opened)
}
