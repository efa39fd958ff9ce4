package main

import (
	"fmt"
	"strings"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type tokenCommand struct {
	Create tokenCreateCommand `cmd:"" help:"Make an API key and print it, this once. Example: xuncha token create --role viewer --region 422801 --name 恩施市"`
	List   tokenListCommand   `cmd:"" help:"List the API keys, without their texts. Example: xuncha token list"`
	Rotate tokenRotateCommand `cmd:"" help:"Give an API key another text and print it, this once. Example: xuncha token rotate 2"`
	Revoke tokenRevokeCommand `cmd:"" help:"End an API key at once. Example: xuncha token revoke 2 --reason \"the server was replaced\""`
}

// tokens runs fn over the keys of the configured database.
func (p program) tokens(fn func(tokens *service.Tokens) error) error {
	app, err := p.openCurrent()
	if err != nil {
		return err
	}
	defer app.close()
	return fn(app.services.Tokens)
}

type tokenCreateCommand struct {
	Role      string        `required:"" help:"admin, county_admin, inspector, reviewer, viewer, auditor or integration."`
	Region    string        `required:"" help:"Region of the key as a code prefix, such as 42, 4228 or 422801, or all."`
	Name      string        `required:"" help:"What the key is for."`
	Scopes    []string      `help:"Permissions that narrow the role, such as register.read,results.submit. All of the role without; reading for an integration."`
	CIDRs     []string      `name:"cidrs" help:"Networks the key is taken from, such as 10.1.0.0/16,10.2.3.4. Any without."`
	ExpiresIn time.Duration `help:"How long the key is taken, such as 720h. Without end without."`
}

// Run makes an API key.
func (cmd tokenCreateCommand) Run(p program) error {
	if cmd.ExpiresIn < 0 {
		return model.InvalidField("expires_at", "time_not_ahead")
	}
	e := model.TokenEdit{
		Name: cmd.Name, Role: model.Role(cmd.Role), Scope: model.Scope(cmd.Region), Networks: cmd.CIDRs,
	}
	for _, scope := range cmd.Scopes {
		e.Permissions = append(e.Permissions, model.Permission(strings.TrimSpace(scope)))
	}
	return p.tokens(func(tokens *service.Tokens) error {
		if cmd.ExpiresIn > 0 {
			e.ExpiresAt = model.NewTime(time.Now().Add(cmd.ExpiresIn))
		}
		token, text, err := tokens.Create(p.ctx, service.Operator("token create"), e)
		if err != nil {
			return err
		}
		if len(token.Scope) == 6 && strings.HasSuffix(string(token.Scope), "00") {
			_, _ = fmt.Fprintf(p.stderr, "note: %s is only the units directly under it; %s is the whole prefecture\n", token.Scope, token.Scope[:4])
		}
		return p.showToken(token, text)
	})
}

// showToken prints the text of a key alone on the standard output, for scripts, and what it is beside it.
func (p program) showToken(token model.TokenStatus, text string) error {
	return p.tell(newTokenLine(token, text), func() error {
		_, err := fmt.Fprintf(p.stdout, "%s\n", text)
		_, _ = fmt.Fprintf(p.stderr, "key %d, %s of %s, shown only now\n", token.ID, token.Role, token.Scope)
		if !token.PreviousUntil.IsZero() {
			_, _ = fmt.Fprintf(p.stderr, "the text before is taken until %s\n", shortTime(token.PreviousUntil))
		}
		return err
	})
}

type tokenListCommand struct{}

// Run lists the keys.
func (tokenListCommand) Run(p program) error {
	return p.tokens(func(tokens *service.Tokens) error {
		table := model.Printed{Header: []any{
			"ID", "STATE", "ROLE", "REGION", "PREFIX", "NAME", "SCOPES", "CIDRS", "EXPIRES", "LAST USED", "FROM",
		}}
		lines := []tokenLine{}
		req := model.ListRequest{ByKey: true, Limit: model.MaxLimit}
		for {
			found, err := tokens.List(p.ctx, service.Operator("token list"), model.TokenFilter{}, req)
			if err != nil {
				return err
			}
			for _, t := range found.Items {
				lines = append(lines, newTokenLine(t, ""))
				table.Rows = append(table.Rows, []any{
					t.ID, t.State, t.Role, t.Scope, t.Prefix, t.Name, t.Permissions.Join(","), t.Networks.Join(","), shortTime(t.ExpiresAt),
					shortTime(t.LastUsedAt), t.LastUsedSource,
				})
			}
			if req.After = found.Next; found.Next == 0 {
				break
			}
		}
		return p.tell(listed[tokenLine]{lines}, func() error {
			_, err := fmt.Fprint(p.stdout, textTable(table))
			return err
		})
	})
}

func shortTime(t model.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

type tokenRotateCommand struct {
	ID           uint64 `arg:"" help:"Number of the key, from xuncha token list."`
	KeepForHours int    `default:"24" help:"How long the key before is still taken, from 0 to 720 hours."`
}

// Run gives a key another text.
func (cmd tokenRotateCommand) Run(p program) error {
	return p.tokens(func(tokens *service.Tokens) error {
		operator := service.Operator("token rotate")
		token, err := tokens.Get(p.ctx, operator, cmd.ID)
		if err != nil {
			return err
		}
		rotation := model.TokenRotation{KeepForHours: cmd.KeepForHours}
		token, text, err := tokens.Rotate(p.ctx, operator, cmd.ID, token.Version, rotation)
		if err != nil {
			return err
		}
		return p.showToken(token, text)
	})
}

type tokenRevokeCommand struct {
	ID     uint64 `arg:"" help:"Number of the key, from xuncha token list."`
	Reason string `required:"" help:"Why, for whoever reads the audit trail."`
}

// Run ends a key.
func (cmd tokenRevokeCommand) Run(p program) error {
	return p.tokens(func(tokens *service.Tokens) error {
		operator := service.Operator("token revoke")
		token, err := tokens.Get(p.ctx, operator, cmd.ID)
		if err != nil {
			return err
		}
		token, err = tokens.Revoke(p.ctx, operator, cmd.ID, token.Version, model.Reason{Reason: cmd.Reason})
		if err != nil {
			return err
		}
		return p.tell(newTokenLine(token, ""), func() error {
			_, err = fmt.Fprintf(p.stdout, "key %d, %s of %s, is revoked\n", token.ID, token.Role, token.Scope)
			return err
		})
	})
}
