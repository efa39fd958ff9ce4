package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"xuncha/model"
)

// The exit codes. Scripts rely on them, see docs/operations.md.
const (
	exitDone   = 0
	exitFailed = 1
	exitMisuse = 2
	exitFound  = 3 // the command has done its work, and has found something that somebody has to look at
)

// found is what a command was to look for.
type found struct{ error }

// tell prints the result of a command: as one line of JSON with --json, in words otherwise.
func (p program) tell(result any, words func() error) error {
	if p.json {
		return writeLine(p.stdout, result)
	}
	return words()
}

func writeLine(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// failure is an error as JSON, with the names of a problem of the API.
type failure struct {
	Code   string         `json:"code"`
	Detail string         `json:"detail"`
	Errors []failureField `json:"errors,omitempty"`
}

type failureField struct {
	Field  string `json:"field"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// fail says on the standard error why a command has failed, and answers its exit code.
func (p program) fail(err error) int {
	code, exit := "failed", exitFailed
	if errors.As(err, &found{}) {
		code, exit = "found", exitFound
	}
	if !p.json {
		_, _ = fmt.Fprintln(p.stderr, "xuncha:", p.explain(err))
		return exit
	}
	out := failure{Code: code, Detail: p.explain(err)}
	var refused *model.Error
	if errors.As(err, &refused) {
		out.Code = refused.Code
		for _, f := range refused.Fields {
			out.Errors = append(out.Errors, failureField{f.Field, f.Code, model.Text(p.language(), f.Code, f.Args...)})
		}
	}
	_ = writeLine(p.stderr, out)
	return exit
}

// listed is a list as JSON.
type listed[T any] struct {
	Items []T `json:"items"`
}

// tokenLine is an API key as JSON. Token is its text, where that is shown.
type tokenLine struct {
	ID             uint64                      `json:"id"`
	Name           string                      `json:"name"`
	Role           model.Role                  `json:"role"`
	Region         model.Scope                 `json:"region_code"`
	State          model.TokenState            `json:"state"`
	Prefix         string                      `json:"prefix"`
	Scopes         model.Set[model.Permission] `json:"scopes"`
	Networks       model.Set[string]           `json:"cidrs"`
	ExpiresAt      model.Time                  `json:"expires_at"`
	PreviousUntil  model.Time                  `json:"previous_until"`
	LastUsedAt     model.Time                  `json:"last_used_at"`
	LastUsedSource string                      `json:"last_used_source"`
	Token          string                      `json:"token,omitempty"`
}

func newTokenLine(t model.TokenStatus, text string) tokenLine {
	return tokenLine{
		ID: t.ID, Name: t.Name, Role: t.Role, Region: t.Scope, State: t.State, Prefix: t.Prefix, Scopes: t.Permissions, Networks: t.Networks,
		ExpiresAt: t.ExpiresAt, PreviousUntil: t.PreviousUntil, LastUsedAt: t.LastUsedAt,
		LastUsedSource: t.LastUsedSource, Token: text,
	}
}

// userLine is a user as JSON. Password is shown only where the program has made it.
type userLine struct {
	ID       uint64      `json:"id"`
	Name     string      `json:"name"`
	Role     model.Role  `json:"role"`
	Region   model.Scope `json:"region_code"`
	Password string      `json:"password,omitempty"`
}
