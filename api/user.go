package api

import (
	"strconv"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type users struct {
	svc    *service.Users
	owners *service.Organizations
}

func userRoutes(r routes, s *service.Services) {
	h := users{s.Users, s.Organizations}
	r.get("/users", "listUsers", h.list)
	r.post("/users", "createUser", h.create)
	r.get("/users/:id", "getUser", h.get)
	r.patch("/users/:id", "updateUser", h.update)
	r.post("/users/:id/disable", "disableUser", h.disable)
	r.post("/users/:id/enable", "enableUser", h.enable)
	r.post("/users/:id/set-password", "setUserPassword", h.setPassword)
}

type userRequest struct {
	// what is typed at the login; compared without case, width and spaces
	Name        string     `json:"name" validate:"required" maxLength:"64" example:"enshi-01"`
	DisplayName string     `json:"display_name" maxLength:"200" example:"示例用户"`
	Role        model.Role `json:"role" validate:"required" example:"inspector"`
	// code prefix of what is seen, or all; unit staff may leave it out, theirs is the region of their organization
	RegionCode model.Scope `json:"region_code" example:"4228"`
	// of unit staff, for nobody else
	OrganizationID model.OptionalID `json:"organization_id" example:"null"`
	// narrows the role to these permissions; all of the role when empty, which integration may not leave it
	Scopes model.Set[model.Permission] `json:"scopes" example:"register.read,results.submit"`
} //	@name	UserRequest

type newUserRequest struct {
	userRequest
	// 12 to 128 characters, nothing common or easily guessed; the user changes it at the first login
	Password model.Password `json:"password" validate:"required" minLength:"12" maxLength:"128" example:"correct horse battery staple"`
} //	@name	NewUserRequest

type setPasswordRequest struct {
	// 12 to 128 characters, nothing common or easily guessed; the user changes it at the next login
	Password model.Password `json:"password" validate:"required" minLength:"12" maxLength:"128" example:"correct horse battery staple"`
} //	@name	SetPasswordRequest

type userResponse struct {
	ID             uint64                      `json:"id" validate:"required" example:"7"`
	Name           string                      `json:"name" validate:"required" example:"enshi-01"`
	DisplayName    string                      `json:"display_name" validate:"required" example:"示例用户"`
	Role           model.Role                  `json:"role" validate:"required" example:"inspector"`
	RegionCode     model.Scope                 `json:"region_code" validate:"required" example:"4228"`
	OrganizationID model.OptionalID            `json:"organization_id" validate:"required" example:"null"`
	Scopes         model.Set[model.Permission] `json:"scopes" validate:"required" example:"register.read,results.submit"`
	State          model.UserState             `json:"state" validate:"required" example:"active"`
	// somebody else has set the password
	MustChangePassword bool `json:"must_change_password" validate:"required" example:"true"`
	// whether the user may come by single sign-on
	SSO         bool       `json:"sso" validate:"required" example:"false"`
	TOTPEnabled bool       `json:"totp_enabled" validate:"required" example:"false"`
	LastLoginAt *time.Time `json:"last_login_at" validate:"required" extensions:"x-nullable" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"update,disable,set-password"`
} //	@name	User

func (c *call) user(u model.User) userResponse {
	verbs := u.State.Actions()
	if u.TOTPEnabled {
		verbs = append(verbs, "reset-totp")
	}
	if c.actor.Is(u.ID, 0) { // nobody changes its own state, and its own password elsewhere
		verbs = nil
	}
	actions := []string{}
	if c.actor.Allow(model.ManageUsers) == nil {
		actions = append([]string{"update"}, verbs...)
	}
	return userResponse{
		ID: u.ID, Name: u.Name, DisplayName: u.DisplayName, Role: u.Role, RegionCode: u.Scope,
		OrganizationID: u.OrganizationID, Scopes: u.Permissions, State: u.State, MustChangePassword: u.MustChangePassword,
		SSO: len(u.SubjectKey) > 0, TOTPEnabled: u.TOTPEnabled, LastLoginAt: optionalTime(u.LastLoginAt),
		Version: u.Version, CreatedAt: u.CreatedAt.Time, UpdatedAt: u.UpdatedAt.Time, AllowedActions: actions,
	}
}

// list godoc
//
//	@Summary		List users
//	@Description	Those whom the caller manages: of its region, with a role that it may give.
//	@Tags			users
//	@ID				listUsers
//	@Produce		json,text/csv
//	@Param			region	query	string	false	"code prefix: everything under it"
//	@Param			role	query	string	false	"role"	Enums(admin,county_admin,inspector,reviewer,unit_staff,viewer,auditor,integration)
//	@Param			state	query	string	false	"state"	Enums(active,disabled)
//	@Param			q		query	string	false	"words in name or display name"
//	@Param			page	query	int		false	"number of the page, from 1"
//	@Param			size	query	int		false	"rows of a page, at most 200"
//	@Param			sort	query	string	false	"name, display_name, role, region_code, state, last_login_at; with - descending"
//	@Param			after	query	string	false	"instead of page: the next of the piece before"
//	@Param			limit	query	int		false	"instead of size: rows of a piece, at most 1000"
//	@Param			format	query	string	false	"form of the answer; a file carries every row of the filter"
//	@Success		200		{object}	listOf[userResponse]
//	@Router			/api/v1/users [get]
func (h users) list(c *call) error {
	q := c.query()
	f := model.UserFilter{
		Region: q.region(), Role: oneOf(q, "role", model.Roles), State: oneOf(q, "state", model.UserStates), Query: q.text("q"),
	}
	return lister[model.User, userResponse]{
		name:   "users",
		header: []any{"账号", "姓名", "角色", "管辖范围", "所属单位", "状态", "单点登录", "双因素认证", "最近登录", "创建时间"},
		list: func(req model.ListRequest) (model.List[model.User], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: c.user,
		cells: func(rows []model.User) ([][]any, error) {
			names, err := h.owners.Names(c.Request().Context(), c.actor, pluck(rows, func(r model.User) uint64 { return uint64(r.OrganizationID) }))
			if err != nil {
				return nil, err
			}
			return pluck(rows, func(r model.User) []any {
				return []any{
					r.Name, r.DisplayName, r.Role.Label(), string(r.Scope), names[uint64(r.OrganizationID)], r.State.Label(),
					yesNo(len(r.SubjectKey) > 0), yesNo(r.TOTPEnabled), stamp(r.LastLoginAt), stamp(r.CreatedAt),
				}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary	Add a user
//	@Tags		users
//	@ID			createUser
//	@Param		body	body		newUserRequest	true	"the user and a first password"
//	@Success	201		{object}	userResponse
//	@Router		/api/v1/users [post]
func (h users) create(c *call) error {
	var req newUserRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Create(c.Request().Context(), c.actor, model.UserEdit(req.userRequest), model.NewPassword{Password: req.Password})
	if err != nil {
		return err
	}
	return c.created(row.Version, "/users/"+strconv.FormatUint(row.ID, 10), c.user(row))
}

// get godoc
//
//	@Summary	Read a user
//	@Tags		users
//	@ID			getUser
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	userResponse
//	@Router		/api/v1/users/{id} [get]
func (h users) get(c *call) error {
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
//	@Summary		Change a user
//	@Description	Another role, region, organization or other scopes end the user's sessions. Nobody changes its own, and somebody who manages users must be left in the region.
//	@Tags			users
//	@ID				updateUser
//	@Param			id			path		int			true	"id"
//	@Param			If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param			body		body		userRequest	true	"the fields to change; the others stay"
//	@Success		200			{object}	userResponse
//	@Router			/api/v1/users/{id} [patch]
func (h users) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, func(e model.UserEdit) userRequest { return userRequest(e) },
		func(r userRequest) model.UserEdit { return model.UserEdit(r) })
	if err != nil {
		return err
	}
	row, err := h.svc.Update(c.Request().Context(), c.actor, id, version, patch)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

// disable godoc
//
//	@Summary	Keep a user out and end its sessions
//	@Tags		users
//	@ID			disableUser
//	@Param		id			path		int			true	"id"
//	@Param		If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param		body		body		whyRequest	true	"why"
//	@Success	200			{object}	userResponse
//	@Router		/api/v1/users/{id}/disable [post]
func (h users) disable(c *call) error { return carryOutNow(c, h.svc.Disable, h.answer) }

// enable godoc
//
//	@Summary	Let a user in again
//	@Tags		users
//	@ID			enableUser
//	@Param		id			path		int			true	"id"
//	@Param		If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param		body		body		whyRequest	true	"why"
//	@Success	200			{object}	userResponse
//	@Router		/api/v1/users/{id}/enable [post]
func (h users) enable(c *call) error { return carryOutNow(c, h.svc.Enable, h.answer) }

// setPassword godoc
//
//	@Summary		Give a user a new password
//	@Description	Ends the user's sessions. The user changes the password at the next login. One's own password is changed with PUT /api/v1/me/password.
//	@Tags			users
//	@ID				setUserPassword
//	@Param			id			path		int					true	"id"
//	@Param			If-Match	header		string				true	"ETag of the version the change is made on"
//	@Param			body		body		setPasswordRequest	true	"the password"
//	@Success		200			{object}	userResponse
//	@Router			/api/v1/users/{id}/set-password [post]
func (h users) setPassword(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	var req setPasswordRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.SetPassword(c.Request().Context(), c.actor, id, version, model.NewPassword{Password: req.Password})
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

// answer is never 304: the last login changes without the version.
func (h users) answer(c *call, row model.User) error { return c.fresh(row.Version, c.user(row)) }
