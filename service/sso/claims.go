package sso

import (
	"slices"
	"strings"

	"xuncha/model"
)

// Rules say how claims become rights.
type Rules struct {
	RoleClaim         string
	Roles             []Rename // empty: the value of the claim is the role
	RegionClaim       string
	Regions           []Rename // empty: the value of the claim is the code prefix of the region
	OrganizationClaim string   // 统一社会信用代码 of the organization of unit staff, none when empty
}

// Rename turns a value of a claim into one of ours.
type Rename struct{ From, To string }

// Rights are what the claims of somebody come to. What the claims do not give is empty.
type Rights struct {
	Role       model.Role
	Scope      model.Scope
	CreditCode string
}

// Rights reads the claims of an identity.
func (r Rules) Rights(claims map[string]any) Rights {
	return Rights{
		Role: model.Role(choose(claims[r.RoleClaim], r.Roles, func(v string) bool {
			return slices.Contains(model.Roles, model.Role(v)) && model.Role(v) != model.RoleIntegration // that of machines
		})),
		Scope: model.Scope(choose(claims[r.RegionClaim], r.Regions, func(v string) bool { return model.Scope(v).Valid() })),
		CreditCode: choose(claims[r.OrganizationClaim], nil, func(v string) bool {
			return v != "" && r.OrganizationClaim != ""
		}),
	}
}

// choose takes the first value that can be taken: in the order of the renames or, without any, of the claim.
func choose(claim any, renames []Rename, good func(string) bool) string {
	values := texts(claim)
	if len(renames) == 0 {
		if at := slices.IndexFunc(values, good); at >= 0 {
			return values[at]
		}
		return ""
	}
	for _, rename := range renames {
		if slices.Contains(values, rename.From) && good(rename.To) {
			return rename.To
		}
	}
	return ""
}

// texts are the values of a claim, which is a text or a list of texts.
func texts(claim any) []string {
	switch v := claim.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, element := range v {
			if text, ok := element.(string); ok {
				all = append(all, text)
			}
		}
		return all
	}
	return nil
}

// maxName is how much of a claim becomes a login name, in characters.
const maxName = 40

// Name is the login name that somebody gets at first: what the provider calls them, the local part of their address, or
// empty when it says neither in a way that can be taken.
func (i Identity) Name() string {
	name, _ := i.Claims["preferred_username"].(string)
	if name = strings.TrimSpace(name); name == "" {
		address, _ := i.Claims["email"].(string)
		name, _, _ = strings.Cut(strings.TrimSpace(address), "@")
	}
	if len([]rune(name)) > maxName {
		name = string([]rune(name)[:maxName])
	}
	return name
}

// FullName is the name of the person, empty when the provider does not tell.
func (i Identity) FullName() string {
	name, _ := i.Claims["name"].(string)
	return strings.TrimSpace(name)
}
