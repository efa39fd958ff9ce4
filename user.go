package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"xuncha/model"
	"xuncha/service"
)

type userCommand struct {
	Create      userCreateCommand      `cmd:"" help:"Add a user and print a first password, this once. Example: xuncha user create --name enshi-01 --role admin --region 4228"`
	SetPassword userSetPasswordCommand `cmd:"" name:"set-password" help:"Give a user a new password, print it this once, and end the user's sessions. Example: xuncha user set-password enshi-01"`
}

type passwordFlags struct {
	PasswordStdin bool `help:"Read the password from the first line of standard input instead of making one."`
}

// password is the one to set, and whether it was made here.
func (f passwordFlags) password(p program) (password model.Password, made bool, err error) {
	if !f.PasswordStdin {
		return model.NewPasswordText(), true, nil
	}
	line, err := bufio.NewReader(io.LimitReader(p.stdin, 4<<10)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", false, fmt.Errorf("read the password: %w", err)
	}
	return model.Password(strings.TrimRight(line, "\r\n")), false, nil
}

type userCreateCommand struct {
	Name         string `required:"" help:"What the user types at the login."`
	DisplayName  string `help:"Name of the person."`
	Role         string `required:"" help:"admin, county_admin, inspector, reviewer, unit_staff, viewer, auditor or integration."`
	Region       string `help:"Region of the user as a code prefix, such as 42, 4228 or 422801, or all. Unit staff have that of their organization."`
	Organization uint64 `help:"Id of the organization of unit staff."`
	Scopes       string `help:"Permissions that narrow the role, between commas."`
	passwordFlags
}

// Run adds a user.
func (cmd userCreateCommand) Run(p program) error {
	password, made, err := cmd.password(p)
	if err != nil {
		return err
	}
	app, err := p.openCurrent()
	if err != nil {
		return err
	}
	defer app.close()
	e := model.UserEdit{
		Name: cmd.Name, DisplayName: cmd.DisplayName, Role: model.Role(cmd.Role), RegionCode: model.Scope(cmd.Region),
		OrganizationID: model.OptionalID(cmd.Organization),
	}
	if cmd.Scopes != "" {
		for scope := range strings.SplitSeq(cmd.Scopes, ",") {
			e.Scopes = append(e.Scopes, model.Permission(strings.TrimSpace(scope)))
		}
	}
	user, err := app.services.Users.Create(p.ctx, service.Operator("user create"), e, model.NewPassword{Password: password})
	if err != nil {
		return err
	}
	return p.tellPassword(user, password, made)
}

type userSetPasswordCommand struct {
	Name string `arg:"" help:"What the user types at the login."`
	passwordFlags
}

// Run gives a user a new password.
func (cmd userSetPasswordCommand) Run(p program) error {
	password, made, err := cmd.password(p)
	if err != nil {
		return err
	}
	app, err := p.openCurrent()
	if err != nil {
		return err
	}
	defer app.close()
	operator := service.Operator("user set-password")
	user, err := app.services.Users.Find(p.ctx, operator, cmd.Name)
	if err != nil {
		return fmt.Errorf("user %s: %w", cmd.Name, err)
	}
	user, err = app.services.Users.SetPassword(p.ctx, operator, user.ID, user.Version, model.NewPassword{Password: password})
	if err != nil {
		return err
	}
	return p.tellPassword(user, password, made)
}

// tellPassword prints a password that was made here. One that was read is known to whoever wrote it.
func (p program) tellPassword(user model.User, password model.Password, made bool) error {
	line := userLine{ID: user.ID, Name: user.Name, Role: user.Role, Region: user.Scope}
	if made {
		line.Password = string(password)
	}
	return p.tell(line, func() error {
		var err error
		if made {
			_, err = fmt.Fprintln(p.stdout, line.Password)
			_, _ = fmt.Fprint(p.stderr, "shown only now; ")
		}
		_, _ = fmt.Fprintf(p.stderr, "user %d, %s of %s, changes the password at the next login\n", user.ID, user.Role, user.Scope)
		return err
	})
}
