package matrix

import (
	"slices"
	"strings"

	"xuncha/model"
)

// identity is one who asks.
type identity struct {
	name         string
	token        string // empty for nobody
	unknown      bool   // whom the service does not know: 401
	role         model.Role
	permissions  model.Set[model.Permission] // that the key names
	county       string                      // P for the prefecture
	organization string                      // of unit staff
	restricted   bool                        // has to change its password before anything else
}

func (i identity) String() string { return i.name }

// may reports whether the document lets the identity do an operation at all.
func (i identity) may(o operation) bool {
	if i.unknown || o.roles[i.role] == "" {
		return false
	}
	switch {
	case o.permission == model.OwnAccount:
		return true
	case i.restricted:
		return false
	case o.permission == model.TakeFiles && i.role == model.RoleIntegration: // with the permission of a kind of files
		return len(i.permissions) > 0
	case len(i.permissions) > 0:
		return slices.Contains(i.permissions, o.permission)
	case i.role == model.RoleIntegration:
		return o.permission == model.ReadRegister || o.permission == model.ReadCampaigns
	}
	return true
}

// sees reports whether a thing exists for the identity.
func (i identity) sees(t thing) bool {
	switch {
	case t.needs != "" && !i.role.Has(t.needs):
		return false
	case t.draft && (i.county == "P" || !i.role.Has(model.CheckOneself)):
		return false
	case t.owner == "" || i.county == "P":
		return true
	case i.role == model.RoleUnitStaff && len(t.owner) == 2:
		return t.owner == i.organization
	case i.role == model.RoleUnitStaff && i.organization == "":
		return false
	case i.role == model.RoleUnitStaff && t.kind == anImport:
		return false
	case reachesBelow[t.kind] && t.owner == "P":
		return true
	}
	return t.owner[:1] == i.county
}

// reachesBelow are kinds of which a county sees those of the prefecture, and has no say in them.
var reachesBelow = map[kind]bool{aCampaign: true, aTemplate: true, aPassage: true}

// mayRead reports whether the text of an owner may reach the identity. Titles of the prefecture's campaigns, with the name
// of the prefecture, reach everybody in it.
func (i identity) mayRead(owner string) bool {
	owner = strings.ToUpper(owner)
	switch {
	case i.county == "P":
		return true
	case owner == "P0":
		return !i.unknown
	case i.role == model.RoleUnitStaff && owner[1] != '0':
		return owner == i.organization
	}
	return owner[:1] == i.county
}

// identities makes everybody who asks: nobody, those who are not known, each role in county A, and an administrator of the
// prefecture, who sees it all.
func (w *world) identities() []identity {
	w.t.Helper()
	now := model.NewTime(clock())
	ago := model.NewTime(clock().AddDate(0, 0, -1))
	all := []identity{
		{name: "anonymous", unknown: true},
		{name: "garbage", unknown: true, token: "xc_" + strings.Repeat("a", 43)},
		{name: "revoked", unknown: true, token: w.key(model.Token{Role: model.RoleAdmin, Scope: model.ScopeAll, RevokedAt: now})},
		{name: "expired", unknown: true, token: w.key(model.Token{Role: model.RoleAdmin, Scope: model.ScopeAll, ExpiresAt: ago})},
		{name: "elsewhere", unknown: true, token: w.key(model.Token{
			Role: model.RoleAdmin, Scope: model.ScopeAll, Networks: model.Set[string]{"10.0.0.0/8"},
		})},
		{name: "ended", unknown: true, token: w.session(model.RoleAdmin, "", "expires_at = created_at")},
		{name: "disabled", unknown: true, token: w.session(model.RoleAdmin, "state = 'disabled'", "")},
		{
			name: "with another's password", role: model.RoleAdmin, county: "A", restricted: true,
			token: w.session(model.RoleAdmin, "must_change_password = 1", ""),
		},
		{
			name: "unit_staff", role: model.RoleUnitStaff, county: "A", organization: "A1",
			token: w.session(model.RoleUnitStaff, "", ""),
		},
	}
	for _, role := range model.Roles {
		i := identity{name: string(role), role: role, county: "A"}
		key := model.Token{Role: role, Scope: model.Scope(regionOf["A"])}
		if role == model.RoleIntegration {
			key.Permissions = model.Permissions
			i.permissions = model.Permissions
		}
		i.token = w.key(key)
		if role == model.RoleUnitStaff {
			i.name = "unit_staff of nothing" // a key has no organization, so it sees nothing
		}
		all = append(all, i)
	}
	all = append(all, identity{
		name: "integration without permissions", role: model.RoleIntegration, county: "A",
		token: w.key(model.Token{Role: model.RoleIntegration, Scope: model.Scope(regionOf["A"])}),
	})
	return append(all, identity{
		name: "admin of the prefecture", role: model.RoleAdmin, county: "P", token: w.key(model.Token{Role: model.RoleAdmin, Scope: "4228"}),
	})
}

// key stores an API key as it is, and answers its text.
func (w *world) key(row model.Token) string {
	w.t.Helper()
	text := model.NewTokenText()
	at := model.NewTime(clock())
	row.Name, row.Prefix, row.Hash = named("钥", "A", w.next()), model.TokenPrefix(text), model.HashToken(text)
	row.Version, row.CreatedAt, row.UpdatedAt = 1, at, at
	w.must(w.store.Tokens.Create(w.ctx, &row))
	return text
}

// session stores somebody of county A who is logged in, as unit staff of its first organization, and answers the text of the
// session. user and session are changes of the rows that are stored.
func (w *world) session(role model.Role, user, session string) string {
	w.t.Helper()
	const owner = "A1"
	text := model.NewSessionText()
	at := model.NewTime(clock())
	var organization any
	if role == model.RoleUnitStaff {
		organization = number(w.first(anOrg, owner).name)
	}
	name := named("职员", owner, w.next())
	w.execute("INSERT INTO users (name, name_key, display_name, search_text, role, scope, organization_id, permissions, state, password_hash,"+
		" must_change_password, totp_enabled, totp_step, version, created_at, updated_at)"+
		" VALUES (?, ?, ?, '', ?, ?, ?, '', 'active', '', 0, 0, 0, 1, ?, ?)",
		name, model.Key(name), name, string(role), string(regionOf[owner[:1]]), organization, at, at)
	w.execute("INSERT INTO sessions (user_id, hash, source, created_at, last_used_at, expires_at)"+
		" SELECT id, ?, '', ?, ?, ? FROM users WHERE name_key = ?",
		model.HashToken(text), at, at, model.NewTime(clock().AddDate(0, 0, 1)), model.Key(name))
	if user != "" {
		w.execute("UPDATE users SET "+user+" WHERE name_key = ?", model.Key(name))
	}
	if session != "" {
		w.execute("UPDATE sessions SET "+session+" WHERE hash = ?", model.HashToken(text))
	}
	return text
}

func (w *world) execute(statement string, values ...any) {
	w.t.Helper()
	if _, err := w.store.Pool().ExecContext(w.ctx, statement, values...); err != nil {
		w.t.Fatal(err)
	}
}

// first is the first thing of a kind and an owner.
func (w *world) first(k kind, owner string) thing {
	w.t.Helper()
	for _, t := range w.things {
		if t.kind == k && t.owner == owner {
			return t
		}
	}
	w.t.Fatalf("%s has no %s", owner, k)
	return thing{}
}

// own is what of a kind the identity sees, that of county A first.
func (w *world) own(i identity, k kind) []thing {
	own := slices.DeleteFunc(w.of(k), func(t thing) bool { return !i.sees(t) })
	slices.SortStableFunc(own, func(x, y thing) int {
		switch inX, inY := strings.HasPrefix(x.owner, "A"), strings.HasPrefix(y.owner, "A"); {
		case inX == inY:
			return 0
		case inX:
			return -1
		}
		return 1
	})
	return own
}

// other is what of a kind exists, but not for the identity.
func (w *world) other(i identity, k kind) []thing {
	return slices.DeleteFunc(w.of(k), i.sees)
}

func (w *world) of(k kind) (all []thing) {
	for _, t := range w.things {
		if t.kind == k {
			all = append(all, t)
		}
	}
	return all
}

// unknown names nothing: ids and codes that were never given, and words that are none.
var unknown = map[kind][]string{
	aRegion: {"422899", "999999", "x"}, aCampaign: {"422801-2022-99", "422802-2022-98", "x"}, aRow: {"99", "x"},
	aSiteCode: {"4228019999"}, anAccountName: {"没有"}, aCatalogue: {"999999"},
}

func unknownOf(k kind) []string {
	if names := unknown[k]; names != nil {
		return names
	}
	return []string{"999999", "9007199254740991", "x"}
}
