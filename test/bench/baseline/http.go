package baseline

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"xuncha/model"
)

// caller is one request with who asks.
type caller struct {
	http.ResponseWriter
	*http.Request
	actor model.Actor
}

type handler func(c *caller) error

// refusal is an answer that is no success.
type refusal int

func (r refusal) Error() string { return http.StatusText(int(r)) }

var headers = [][2]string{
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"Referrer-Policy", "no-referrer"},
	{"Cache-Control", "no-store"},
	{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"},
}

// open answers a request of which nobody needs to know who asks.
func (s *Server) open(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &caller{ResponseWriter: w, Request: r}
		c.actor.RequestID = r.Header.Get("X-Request-Id")
		if c.actor.RequestID == "" {
			c.actor.RequestID = uuid.Must(uuid.NewV7()).String()
		}
		c.actor.Source, _, _ = net.SplitHostPort(r.RemoteAddr)
		out := w.Header()
		out.Add("Vary", "Origin")
		out.Set("X-Request-Id", c.actor.RequestID)
		for _, header := range headers {
			out.Set(header[0], header[1])
		}
		err := h(c)
		var refused refusal
		switch {
		case errors.As(err, &refused):
			http.Error(w, err.Error(), int(refused))
		case errors.Is(err, sql.ErrNoRows):
			http.Error(w, err.Error(), http.StatusNotFound)
		case err != nil:
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
}

// known answers a request once its key was looked up.
func (s *Server) known(h handler) http.Handler {
	return s.open(func(c *caller) error {
		text, ok := strings.CutPrefix(c.Request.Header.Get("Authorization"), "Bearer ")
		if !ok {
			return refusal(http.StatusUnauthorized)
		}
		if err := s.authenticate(c, text); err != nil {
			return err
		}
		return h(c)
	})
}

const tokenByHash = `SELECT id, name, role, scope, permissions, networks, expires_at, revoked_at, last_used_at
FROM tokens WHERE hash = ?`

func (s *Server) authenticate(c *caller, text string) error {
	var t model.Token
	err := s.one(c.Context(), nil, tokenByHash, []any{model.HashToken(text)},
		&t.ID, &t.Name, (*string)(&t.Role), (*string)(&t.Scope), &t.Permissions, &t.Networks, &t.ExpiresAt, &t.RevokedAt, &t.LastUsedAt)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !t.Admits(c.actor.Source, s.now()) {
		return refusal(http.StatusUnauthorized)
	}
	if err != nil {
		return err
	}
	c.actor.TokenID, c.actor.Name, c.actor.Role, c.actor.Scope, c.actor.Permissions = t.ID, t.Name, t.Role, t.Scope, t.Permissions
	return s.use(c, t)
}

// use keeps when a key was used, once a minute.
func (s *Server) use(c *caller, t model.Token) error {
	minute := model.NewTime(s.clock().Truncate(time.Minute))
	if before, _ := s.used.Swap(t.ID, minute); before == minute || !t.LastUsedAt.Before(minute.Time) {
		return nil
	}
	return s.inTx(c.Context(), func(tx *sql.Tx) error {
		_, err := s.run(c.Context(), tx, "UPDATE tokens SET last_used_at = ?, last_used_source = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)",
			minute, c.actor.Source, t.ID, minute)
		return err
	})
}

// id is the id of the path.
func (c *caller) id() (uint64, error) {
	id, err := strconv.ParseUint(c.PathValue("id"), 10, 64)
	if err != nil {
		return 0, refusal(http.StatusNotFound)
	}
	return id, nil
}

// version is the one of If-Match.
func (c *caller) version() (uint64, error) {
	version, err := strconv.ParseUint(strings.Trim(c.Request.Header.Get("If-Match"), `"`), 10, 64)
	if err != nil {
		return 0, refusal(http.StatusPreconditionRequired)
	}
	return version, nil
}

// body decodes the body.
func (c *caller) body(into any) error {
	if err := json.NewDecoder(c.Body).Decode(into); err != nil {
		return refusal(http.StatusBadRequest)
	}
	return nil
}

// json answers a value.
func (c *caller) json(status int, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode the answer: %w", err)
	}
	c.ResponseWriter.Header().Set("Content-Type", "application/json")
	c.WriteHeader(status)
	_, err = c.ResponseWriter.Write(append(b, '\n'))
	return err
}

// thing answers one thing with its ETag, or 304.
func (c *caller) thing(version uint64, v any) error {
	tag := `"` + strconv.FormatUint(version, 10) + `"`
	out := c.ResponseWriter.Header()
	out.Set("ETag", tag)
	out.Add("Vary", "Accept-Language")
	if c.Method == http.MethodGet && c.Request.Header.Get("If-None-Match") == tag {
		c.WriteHeader(http.StatusNotModified)
		return nil
	}
	return c.json(http.StatusOK, v)
}

// actions are what the caller may do with a thing of the register.
func (c *caller) actions(region model.RegionCode, verbs []string) []string {
	if !c.actor.Can(model.WriteRegister, region) {
		return []string{}
	}
	return append([]string{"update"}, verbs...)
}

// alive answers without a key and without a database, for the measure of what HTTP itself costs.
func alive(c *caller) error {
	return c.json(http.StatusOK, struct {
		Status string `json:"status"`
	}{"ok"})
}
