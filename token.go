package main

import (
	"fmt"
	"strings"

	"xuncha/model"
	"xuncha/service"
)

type tokenCommand struct {
	Create tokenCreateCommand `cmd:"" help:"Make an API key and print it, this once. Example: xuncha token create --role viewer --region 422801 --name 恩施市"`
}

type tokenCreateCommand struct {
	Role   string `required:"" help:"admin, county_admin, inspector, reviewer, viewer, auditor or integration."`
	Region string `required:"" help:"Region of the key as a code prefix, such as 42, 4228 or 422801, or all."`
	Name   string `required:"" help:"What the key is for."`
}

// Run makes an API key.
func (cmd tokenCreateCommand) Run(p program) error {
	app, err := p.open()
	if err != nil {
		return err
	}
	defer app.close()
	if err := app.store.CheckSchema(p.ctx); err != nil {
		return err
	}
	token, text, err := app.services.Tokens.Create(p.ctx, service.Operator("token create"), model.TokenEdit{
		Name: cmd.Name, Role: model.Role(cmd.Role), Scope: model.Scope(cmd.Region),
	})
	if err != nil {
		return err
	}
	if token.Scope != model.ScopeAll && len(token.Scope) == 6 && strings.HasSuffix(string(token.Scope), "00") {
		_, _ = fmt.Fprintf(p.stderr, "note: %s is only the units directly under it; %s is the whole prefecture\n", token.Scope, token.Scope[:4])
	}
	_, err = fmt.Fprintf(p.stdout, "%s\n", text)
	_, _ = fmt.Fprintf(p.stderr, "key %d, %s of %s, shown only now\n", token.ID, token.Role, token.Scope)
	return err
}
