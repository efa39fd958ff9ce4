package api

import (
	"strconv"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type tokens struct{ svc *service.Tokens }

func tokenRoutes(r routes, s *service.Services) {
	h := tokens{s.Tokens}
	r.get("/tokens", "listTokens", h.list)
	r.post("/tokens", "createToken", h.create)
	r.get("/tokens/:id", "getToken", h.get)
	r.patch("/tokens/:id", "updateToken", h.update)
	r.post("/tokens/:id/rotate", "rotateToken", h.rotate)
	r.post("/tokens/:id/revoke", "revokeToken", h.revoke)
}

type tokenRequest struct {
	// what the key is for
	Name string `json:"name" validate:"required" maxLength:"200" example:"省级平台对接"`
	// fixed after creation; not unit_staff, which belongs to an organization
	Role model.Role `json:"role" validate:"required" enums:"admin,county_admin,inspector,reviewer,viewer,auditor,integration" example:"integration"`
	// everything under a code prefix, or all; fixed after creation. 422800 is only the units directly under it
	Scope model.Scope `json:"region_code" validate:"required" example:"4228"`
	// permissions that narrow the role, each one that the role has; fixed after creation. Empty is all of the role; an integration without any only reads register and campaigns
	Permissions model.Set[model.Permission] `json:"scopes" example:"register.read,results.submit"`
	// networks or addresses the key is taken from, at most 20; any when empty
	Networks model.Set[string] `json:"cidrs" validate:"max=20" example:"10.42.0.0/16"`
	// until when it is taken, a time ahead; null for no end
	ExpiresAt model.Time `json:"expires_at" example:"2027-01-01T00:00:00Z"`
} //	@name	TokenRequest

type tokenResponse struct {
	ID   uint64     `json:"id" validate:"required" example:"1"`
	Name string     `json:"name" validate:"required" example:"省级平台对接"`
	Role model.Role `json:"role" validate:"required" example:"integration"`
	// everything under a code prefix, or all
	Scope model.Scope `json:"region_code" validate:"required" example:"4228"`
	// permissions that narrow the role; empty is all of the role, and for an integration register.read and campaigns.read
	Permissions []model.Permission `json:"scopes" validate:"required" example:"register.read,results.submit"`
	// networks the key is taken from, in their canonical form; any when empty
	Networks []string `json:"cidrs" validate:"required" example:"10.42.0.0/16"`
	// null for no end
	ExpiresAt *time.Time `json:"expires_at" validate:"required" format:"date-time" example:"2027-01-01T00:00:00Z"`
	// first characters of the key, to recognize it by; empty for a short key of the operator's own
	Prefix string           `json:"prefix" validate:"required" example:"xc_3kPqZ"`
	State  model.TokenState `json:"state" validate:"required" example:"active"`
	// until when the key before the last rotation is taken; null when there is none
	PreviousUntil *time.Time `json:"previous_until" validate:"required" format:"date-time" example:""`
	// to the minute; null when it was never used
	LastUsedAt *time.Time `json:"last_used_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// address of the last use
	LastUsedSource string     `json:"last_used_source" validate:"required" example:"10.42.3.7"`
	RevokedAt      *time.Time `json:"revoked_at" validate:"required" format:"date-time" example:""`
	// raised by every change, also the ETag; being used is no change
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"update,rotate,revoke"`
} //	@name	Token

type newTokenResponse struct {
	tokenResponse
	// the key itself, shown only now
	Token string `json:"token" validate:"required" example:"xc_3kPqZ…"`
} //	@name	NewToken

type rotationRequest struct {
	// how long the key before is still taken, in hours; 24 when left out, 0 not at all
	KeepForHours int `json:"keep_for_hours" minimum:"0" maximum:"720" example:"24"`
} //	@name	TokenRotation

func (c *call) token(t model.TokenStatus) tokenResponse {
	out := tokenResponse{
		ID: t.ID, Name: t.Name, Role: t.Role, Scope: t.Scope, Permissions: t.Permissions, Networks: t.Networks,
		ExpiresAt: optionalTime(t.ExpiresAt), Prefix: t.Prefix, State: t.State, PreviousUntil: optionalTime(t.PreviousUntil),
		LastUsedAt: optionalTime(t.LastUsedAt), LastUsedSource: t.LastUsedSource, RevokedAt: optionalTime(t.RevokedAt),
		Version: t.Version, CreatedAt: t.CreatedAt.Time, UpdatedAt: t.UpdatedAt.Time, AllowedActions: t.State.Actions(),
	}
	if out.UpdatedAt.IsZero() { // made before keys had versions
		out.UpdatedAt = out.CreatedAt
	}
	return out
}

// list godoc
//
//	@Summary		List API keys
//	@Description	Those of the caller's region. Their texts are shown nowhere but in the answer that made them.
//	@Tags			tokens
//	@ID				listTokens
//	@Produce		json,text/csv
//	@Param			role	query		string	false	"role"	Enums(admin,county_admin,inspector,reviewer,unit_staff,viewer,auditor,integration)
//	@Param			region	query		string	false	"code prefix: keys of it and of everything under it"
//	@Param			state	query		string	false	"state"	Enums(active,revoked,expired)
//	@Param			q		query		string	false	"part of the name, or the prefix of the key"
//	@Param			page	query		int		false	"number of the page, from 1"
//	@Param			size	query		int		false	"rows of a page, at most 200"
//	@Param			sort	query		string	false	"name, role, region_code, created_at, last_used_at, expires_at; with - descending"
//	@Param			after	query		string	false	"instead of page: the next of the piece before"
//	@Param			limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param			format	query	string	false	"form of the answer; a file carries every row of the filter"
//	@Success		200		{object}	listOf[tokenResponse]
//	@Router			/api/v1/tokens [get]
func (h tokens) list(c *call) error {
	q := c.query()
	f := model.TokenFilter{
		Role: oneOf(q, "role", model.Roles), Region: q.region(), State: oneOf(q, "state", model.TokenStates), Query: q.text("q"),
	}
	return lister[model.TokenStatus, tokenResponse]{
		name:   "tokens",
		header: []any{"名称", "角色", "管辖范围", "权限", "网段", "密钥前缀", "状态", "失效时间", "最近使用", "最近来源", "创建时间"},
		list: func(req model.ListRequest) (model.List[model.TokenStatus], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: c.token,
		cells: func(rows []model.TokenStatus) ([][]any, error) {
			return pluck(rows, func(r model.TokenStatus) []any {
				return []any{
					r.Name, r.Role.Label(), string(r.Scope), r.Permissions.Join("、"), r.Networks.Join("、"), r.Prefix, r.State.Label(), stamp(r.ExpiresAt), stamp(r.LastUsedAt), r.LastUsedSource, stamp(r.CreatedAt),
				}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary		Make an API key
//	@Description	The answer has the key itself in token, this once: only its SHA-256 is kept. Nobody makes a key that reaches further, or may do more, than he does himself. A key of the role integration without scopes may only read register and campaigns.
//	@Tags			tokens
//	@ID				createToken
//	@Param			body	body		tokenRequest	true	"the key"
//	@Success		201		{object}	newTokenResponse
//	@Router			/api/v1/tokens [post]
func (h tokens) create(c *call) error {
	var req tokenRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, text, err := h.svc.Create(c.Request().Context(), c.actor, model.TokenEdit(req))
	if err != nil {
		return err
	}
	return h.shown(c, row, text)
}

// shown answers a key with its text.
func (h tokens) shown(c *call, row model.TokenStatus, text string) error {
	return c.created(row.Version, "/tokens/"+strconv.FormatUint(row.ID, 10), newTokenResponse{c.token(row), text})
}

// get godoc
//
//	@Summary	Read an API key
//	@Tags		tokens
//	@ID			getToken
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	tokenResponse
//	@Router		/api/v1/tokens/{id} [get]
func (h tokens) get(c *call) error {
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
//	@Summary		Change an API key
//	@Description	Its name, cidrs and expires_at; what it may do stays as it was made. An earlier end for the last active administrator of every region is refused: last_administrator.
//	@Tags			tokens
//	@ID				updateToken
//	@Param			id			path		int				true	"id"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		tokenRequest	true	"the fields to change; the others stay"
//	@Success		200			{object}	tokenResponse
//	@Router			/api/v1/tokens/{id} [patch]
func (h tokens) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, func(e model.TokenEdit) tokenRequest { return tokenRequest(e) },
		func(r tokenRequest) model.TokenEdit { return model.TokenEdit(r) })
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
//	@Summary		Give an API key another text
//	@Description	The answer has the new key in token, this once. The key before stays good beside it for keep_for_hours, so that nothing stands still while it is replaced; one before that ends at once. A key that may do more than the caller is not rotated by him.
//	@Tags			tokens
//	@ID				rotateToken
//	@Param			id			path		int				true	"id"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		rotationRequest	true	"how long the key before is kept"
//	@Success		201			{object}	newTokenResponse
//	@Router			/api/v1/tokens/{id}/rotate [post]
func (h tokens) rotate(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	req := rotationRequest{KeepForHours: model.DefaultKeepHours}
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, text, err := h.svc.Rotate(c.Request().Context(), c.actor, id, version, model.TokenRotation(req))
	if err != nil {
		return err
	}
	return h.shown(c, row, text)
}

// revoke godoc
//
//	@Summary		Revoke an API key
//	@Description	It is refused from the next request on, for good. The last active administrator of every region stays: last_administrator.
//	@Tags			tokens
//	@ID				revokeToken
//	@Param			id			path		int			true	"id"
//	@Param			If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param			body		body		whyRequest	true	"why"
//	@Success		200			{object}	tokenResponse
//	@Router			/api/v1/tokens/{id}/revoke [post]
func (h tokens) revoke(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	reason, err := c.why()
	if err != nil {
		return err
	}
	row, err := h.svc.Revoke(c.Request().Context(), c.actor, id, version, reason)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

func (h tokens) answer(c *call, row model.TokenStatus) error {
	return c.fresh(row.Version, c.token(row))
}
