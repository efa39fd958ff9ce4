package api

import (
	"net/http"

	"xuncha/model"
)

type warningResponse struct {
	Code   string `json:"code" validate:"required" example:"second_account_of_platform"`
	Detail string `json:"detail" validate:"required" example:"该单位在此平台另有账号：恩施市融媒体中心"`
} //	@name	Warning

func (c *call) warnings(found []model.Warning) []warningResponse {
	out := make([]warningResponse, len(found))
	for i, w := range found {
		out[i] = warningResponse{w.Code, w.Text(c.language)}
	}
	return out
}

type verificationResponse struct {
	Official bool               `json:"official" validate:"required" example:"true"`
	Reason   model.VerifyReason `json:"reason" validate:"required" example:"id_matches"`
	// the reason in words
	Detail string `json:"detail" validate:"required" example:"平台标识与登记一致，是官方账号"`
	// the account of the register that it was compared with; null when there is none
	Account *claimedAccount `json:"account" validate:"required" extensions:"x-nullable"`
} //	@name	Verification

type claimedAccount struct {
	ID                uint64           `json:"id" validate:"required" example:"1"`
	Platform          model.Platform   `json:"platform" validate:"required" example:"wechat"`
	Name              string           `json:"name" validate:"required" example:"恩施市融媒体中心微信示例"`
	PlatformAccountID string           `json:"platform_account_id" validate:"required" example:"demo0001"`
	State             model.State      `json:"state" validate:"required" example:"running"`
	OrganizationID    uint64           `json:"organization_id" validate:"required" example:"1"`
	RegionCode        model.RegionCode `json:"region_code" validate:"required" example:"422801"`
} //	@name	ClaimedAccount

// verify godoc
//
//	@Summary		Ask whether an account is an official one
//	@Description	The platform's permanent id decides where it is known: a name can be given up and taken by a stranger. Only what the caller sees of the register is compared.
//	@Tags			accounts
//	@ID				verifyAccount
//	@Param			platform			query		string	true	"platform"	Enums(wechat,weibo,douyin,kuaishou,toutiao,channels,mini_program,app,other)
//	@Param			name				query		string	false	"its name"	maxlength(200)
//	@Param			platform_account_id	query		string	false	"the platform's permanent id"	maxlength(128)
//	@Success		200					{object}	verificationResponse
//	@Router			/api/v1/accounts/verify [get]
func (h accounts) verify(c *call) error {
	q := c.query()
	claim := model.Claim{
		Platform: oneOf(q, "platform", model.Platforms), Name: q.text("name"), PlatformAccountID: q.text("platform_account_id"),
	}
	if !q.values.Has("platform") {
		q.fault("platform", "required")
	}
	if err := q.done(); err != nil {
		return err
	}
	v, err := h.svc.Verify(c.Request().Context(), c.actor, claim)
	if err != nil {
		return err
	}
	out := verificationResponse{Official: v.Official, Reason: v.Reason, Detail: v.Text(c.language)}
	if a := v.Account; a != nil {
		out.Account = &claimedAccount{a.ID, a.Platform, a.Name, a.PlatformAccountID, a.State, a.OrganizationID, a.RegionCode}
	}
	return writeJSON(c, http.StatusOK, out)
}
