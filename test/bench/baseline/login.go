package baseline

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/seal"
)

type loginSent struct {
	Name     string         `json:"name"`
	Password model.Password `json:"password"`
}

type loginAnswer struct {
	Token                 string    `json:"token"`
	ExpiresAt             time.Time `json:"expires_at"`
	MustChangePassword    bool      `json:"must_change_password"`
	TOTPEnrolmentRequired bool      `json:"totp_enrolment_required"`
}

// sessionState has the columns in the order of the trail.
type sessionState struct {
	CreatedAt  model.Time
	ExpiresAt  model.Time
	ID         uint64
	LastUsedAt model.Time
	Source     string
	UserID     uint64
}

// logIn opens a session for who knows the password of a user, and counts the guess before it looks.
func (s *Server) logIn(c *caller) error {
	var sent loginSent
	if err := c.body(&sent); err != nil {
		return err
	}
	in, err := model.Login{Name: sent.Name, Password: sent.Password}.Normalize()
	if err != nil {
		return refusal(http.StatusUnprocessableEntity)
	}
	var user model.User
	err = s.one(c.Context(), nil, "SELECT id, state, password_hash FROM users WHERE name_key = ?", []any{model.Key(in.Name)},
		&user.ID, (*string)(&user.State), &user.PasswordHash)
	if err != nil {
		return err
	}
	g, err := s.charge(c.Context(), model.Key(in.Name), c.actor.Source, user.ID)
	if err != nil {
		return err
	}
	s.hashing <- struct{}{}
	ok, err := matches(user.PasswordHash, string(in.Password))
	<-s.hashing
	if err != nil {
		return err
	}
	if !ok || user.State != model.UserActive {
		return refusal(http.StatusUnauthorized)
	}
	var out loginAnswer
	err = s.inTx(c.Context(), func(tx *sql.Tx) (err error) {
		out, err = s.openSession(c, tx, user, g)
		return err
	})
	if err != nil {
		return err
	}
	c.ResponseWriter.Header().Set("Location", "/api/v1/sessions/current")
	return c.json(http.StatusCreated, out)
}

// matches reports whether a password is that of a hash in the PHC form.
func matches(hash, password string) (bool, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 {
		return false, errors.New("not a hash of a password")
	}
	var cost service.PasswordCost
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &cost.Memory, &cost.Passes, &cost.Threads); err != nil {
		return false, fmt.Errorf("read the cost of a hash: %w", err)
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, fmt.Errorf("read the salt of a hash: %w", err)
	}
	sum, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil {
		return false, fmt.Errorf("read a hash: %w", err)
	}
	got := argon2.IDKey([]byte(password), salt, cost.Passes, cost.Memory, cost.Threads, uint32(len(sum)))
	return subtle.ConstantTimeCompare(got, sum) == 1, nil
}

// guess is one that was charged before it is looked at.
type guess struct {
	at      model.Time
	charged []model.LoginCounter
	pair    uint64
}

const counterColumns = "id, failures, started_at, blocked_until, updated_at"

func counterPlaces(c *model.LoginCounter) []any {
	return []any{&c.ID, &c.Failures, &c.StartedAt, &c.BlockedUntil, &c.UpdatedAt}
}

func (s *Server) charge(ctx context.Context, name, source string, userID uint64) (g guess, err error) {
	g.at, source = s.now(), model.Neighbourhood(source)
	key := func(parts ...string) []byte {
		return s.ring.StableMAC(seal.ForLogins, []byte(strings.Join(parts, "\x00")))
	}
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		g.charged = nil
		if err := s.count(ctx, tx, &g, model.LoginsOfSource, key("source", source)); err != nil {
			return err
		}
		var usual int
		err := s.one(ctx, tx, "SELECT COUNT(*) FROM login_sources WHERE user_id = ? AND source = ? AND last_login_at >= ?",
			[]any{userID, source, model.NewTime(g.at.Add(-model.LoginMemory))}, &usual)
		if err != nil {
			return err
		}
		if usual == 0 {
			if err := s.count(ctx, tx, &g, model.LoginsOfAccount, key("account", name)); err != nil {
				return err
			}
		}
		err = s.count(ctx, tx, &g, model.LoginsOfPair, key("pair", name, source))
		g.pair = g.charged[len(g.charged)-1].ID
		return err
	})
	return g, err
}

// count charges a guess to one counter.
func (s *Server) count(ctx context.Context, tx *sql.Tx, g *guess, limit model.LoginLimit, key []byte) error {
	insert := "INSERT INTO login_counters (counter_key, failures, started_at, updated_at) VALUES (?, 0, ?, ?) ON CONFLICT (counter_key) DO NOTHING"
	if s.mysql {
		insert = "INSERT IGNORE INTO login_counters (counter_key, failures, started_at, updated_at) VALUES (?, 0, ?, ?)"
	}
	if _, err := s.run(ctx, tx, insert, key, g.at, g.at); err != nil {
		return err
	}
	var counter model.LoginCounter
	err := s.one(ctx, tx, "SELECT "+counterColumns+" FROM login_counters WHERE counter_key = ?"+s.locking(), []any{key}, counterPlaces(&counter)...)
	if err != nil {
		return err
	}
	g.charged = append(g.charged, counter)
	if counter.Charge(limit, g.at) > 0 {
		return refusal(http.StatusTooManyRequests)
	}
	return s.put(ctx, tx, counter)
}

func (s *Server) put(ctx context.Context, tx *sql.Tx, counter model.LoginCounter) error {
	_, err := s.run(ctx, tx, "UPDATE login_counters SET failures = ?, started_at = ?, blocked_until = ?, updated_at = ? WHERE id = ?",
		counter.Failures, counter.StartedAt, counter.BlockedUntil, counter.UpdatedAt, counter.ID)
	return err
}

// settle takes the charge of a good guess back.
func (s *Server) settle(ctx context.Context, tx *sql.Tx, g guess) error {
	for _, before := range g.charged {
		var counter model.LoginCounter
		err := s.one(ctx, tx, "SELECT "+counterColumns+" FROM login_counters WHERE id = ?"+s.locking(), []any{before.ID}, counterPlaces(&counter)...)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		counter.GiveBack(g.at, before)
		if counter.Failures == 0 || counter.ID == g.pair {
			_, err = s.run(ctx, tx, "DELETE FROM login_counters WHERE id = ?", counter.ID)
		} else {
			err = s.put(ctx, tx, counter)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// openSession makes a session of a user who has proved who it is.
func (s *Server) openSession(c *caller, tx *sql.Tx, known model.User, g guess) (out loginAnswer, err error) {
	ctx, at := c.Context(), s.now()
	user := model.User{ID: known.ID}
	err = s.one(ctx, tx, "SELECT name, role, scope, state, password_hash, password_changed_at, must_change_password, totp_enabled FROM users WHERE id = ?"+s.locking(),
		[]any{user.ID}, &user.Name, (*string)(&user.Role), (*string)(&user.Scope), (*string)(&user.State), &user.PasswordHash,
		&user.PasswordChangedAt, &user.MustChangePassword, &user.TOTPEnabled)
	if err != nil {
		return out, err
	}
	if user.State != model.UserActive || user.PasswordHash != known.PasswordHash {
		return out, refusal(http.StatusUnauthorized)
	}
	var rules model.SecuritySettings
	err = s.one(ctx, tx, "SELECT totp_roles, password_days FROM security_settings WHERE id = 1", nil, &rules.TOTPRoles, &rules.PasswordDays)
	if err != nil {
		return out, err
	}
	if err := s.settle(ctx, tx, g); err != nil {
		return out, err
	}
	out = loginAnswer{
		Token: model.NewSessionText(), ExpiresAt: model.NewTime(at.Add(service.DefaultSessionMax)).Time,
		MustChangePassword: user.MustRenewPassword(rules, at), TOTPEnrolmentRequired: user.MustEnrolTOTP(rules),
	}
	ends := model.NewTime(out.ExpiresAt)
	id, err := s.run(ctx, tx, "INSERT INTO sessions (user_id, hash, source, created_at, last_used_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
		user.ID, model.HashToken(out.Token), c.actor.Source, at, at, ends)
	if err != nil {
		return out, err
	}
	if _, err := s.run(ctx, tx, "UPDATE users SET last_login_at = ? WHERE id = ?", at, user.ID); err != nil {
		return out, err
	}
	remember := "INSERT INTO login_sources (user_id, source, last_login_at) VALUES (?, ?, ?) ON CONFLICT (user_id, source) DO UPDATE SET last_login_at = excluded.last_login_at"
	if s.mysql {
		remember = "INSERT INTO login_sources (user_id, source, last_login_at) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE last_login_at = VALUES(last_login_at)"
	}
	if _, err := s.run(ctx, tx, remember, user.ID, model.Neighbourhood(c.actor.Source), at); err != nil {
		return out, err
	}
	a := c.actor
	a.UserID, a.Name, a.Role, a.Scope = user.ID, user.Name, user.Role, user.Scope
	return out, s.record(ctx, tx, a, at, change{
		operation: "session.create", kind: "session", id: uint64(id), region: user.Scope.Region(), private: true,
		after: sessionState{at, ends, uint64(id), at, c.actor.Source, user.ID},
	})
}
