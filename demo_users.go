package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"xuncha/model"
	"xuncha/service"
)

// demoUser is one of the people of the demo. The password is empty where it is not known any more.
type demoUser struct {
	edit     model.UserEdit
	password string
}

// demoUsers has one person for each role. The passwords of an embedded database stay in a file beside it; on others they
// are only known at the start that makes them.
func (a *app) demoUsers(p program) ([]demoUser, error) {
	file := ""
	if path, embedded := strings.CutPrefix(a.config.database, "sqlite:"); embedded && path != ":memory:" {
		file = filepath.Join(filepath.Dir(path), "demo-users")
	}
	passwords, err := demoPasswords(file)
	if err != nil {
		return nil, fmt.Errorf("keep the passwords of the demo: %w", err)
	}
	operator := service.Operator("demo")
	var all []demoUser
	for _, role := range model.Roles {
		e, err := a.demoPerson(p, role)
		if err != nil {
			return nil, err
		}
		if role == model.RoleUnitStaff && e.OrganizationID == 0 {
			continue // a register without the round of 2022
		}
		u := demoUser{edit: e, password: passwords[string(role)]}
		switch _, err := a.services.Users.Find(p.ctx, operator, e.Name); {
		case err == nil && file == "":
			u.password = ""
		case service.IsNotFound(err) && u.password != "":
			password := model.NewPassword{Password: model.Password(u.password), Kept: true}
			if _, err := a.services.Users.Create(p.ctx, operator, e, password); err != nil {
				return nil, fmt.Errorf("make the user %s of the demo: %w", e.Name, err)
			}
		case err != nil && !service.IsNotFound(err):
			return nil, err
		}
		all = append(all, u)
	}
	return all, nil
}

// demoPerson is the user of a role: people of the prefecture, of the county 422801, or of an organization there.
func (a *app) demoPerson(p program, role model.Role) (model.UserEdit, error) {
	e := model.UserEdit{Name: string(role), Role: role, RegionCode: "4228"}
	switch role { //nolint:exhaustive // the others are of the prefecture
	case model.RoleCountyAdmin, model.RoleViewer:
		e.RegionCode = "422801"
	case model.RoleIntegration:
		e.Scopes = model.Set[model.Permission]{model.ReadRegister, model.ReadCampaigns}
	case model.RoleUnitStaff:
		e.RegionCode = ""
		found, err := a.services.Organizations.List(p.ctx, service.Operator("demo"),
			model.OrganizationFilter{Region: "422801", State: model.OrganizationActive}, model.ListRequest{ByKey: true, Limit: 1})
		if err != nil {
			return e, err
		}
		for _, o := range found.Items {
			e.OrganizationID = model.OptionalID(o.ID)
			e.RegionCode = model.Scope(o.RegionCode)
		}
	}
	return e, nil
}

// demoPasswords are the passwords by name. They are written down before a user gets one, so that a start that is cut off
// leaves no user whose password nobody knows.
func demoPasswords(file string) (map[string]string, error) {
	var text strings.Builder
	for _, role := range model.Roles {
		fmt.Fprintf(&text, "%s %s\n", role, string(model.NewPasswordText()))
	}
	kept := text.String()
	if file != "" {
		if err := makeOnce(file, kept); err != nil {
			return nil, err
		}
		content, err := os.ReadFile(file) //nolint:gosec // beside the database that the operator names
		if err != nil {
			return nil, err
		}
		kept = string(content)
	}
	passwords := map[string]string{}
	for line := range strings.Lines(kept) {
		name, password, _ := strings.Cut(strings.TrimSpace(line), " ")
		passwords[name] = password
	}
	return passwords, nil
}

// userTable prints the people of the demo and how one of them logs in.
func userTable(users []demoUser, base string, l model.Language) string {
	var table model.Printed
	for _, title := range strings.Fields(model.Text(l, "demo_user_columns")) {
		table.Header = append(table.Header, title)
	}
	login := ""
	for _, u := range users {
		password := u.password
		if password == "" {
			password = "…"
		} else if u.edit.Role == model.RoleInspector {
			login = fmt.Sprintf("curl -H 'Content-Type: application/json' -d '{\"name\": \"%s\", \"password\": \"%s\"}' '%s/api/v1/sessions'\n",
				u.edit.Name, password, base)
		}
		table.Rows = append(table.Rows, []any{u.edit.Name, password, string(u.edit.Role), string(u.edit.RegionCode)})
	}
	return textTable(table) + "\n" + login
}
