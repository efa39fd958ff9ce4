package standin

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"

	"xuncha/model"
	"xuncha/service/province"
)

// Received is what the stand-in got.
type Received struct {
	Requests int            `json:"requests"`
	Batches  int            `json:"batches"`
	Repeats  int            `json:"repeats"` // batches that came again under their key
	Rows     int            `json:"rows"`
	Doubled  []string       `json:"doubled"` // rows that were taken more than once
	Effects  map[string]int `json:"effects"`
}

// Control changes the rules and shows what was received, for whoever runs the stand-in. It asks for no rights, so it is for
// the loopback alone.
func (s *Server) Control() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /rules", func(w http.ResponseWriter, _ *http.Request) { send(w, http.StatusOK, s.Rules()) })
	m.HandleFunc("PUT /rules", func(w http.ResponseWriter, r *http.Request) {
		var rules Rules
		d := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostBytes))
		d.DisallowUnknownFields()
		err := d.Decode(&rules)
		if err == nil {
			err = s.Change(rules)
		}
		if err != nil {
			problem(w, http.StatusBadRequest, err.Error())
			return
		}
		send(w, http.StatusOK, s.Rules())
	})
	m.HandleFunc("GET /received", func(w http.ResponseWriter, _ *http.Request) { send(w, http.StatusOK, s.Received()) })
	m.HandleFunc("PUT /register/sites", func(w http.ResponseWriter, r *http.Request) {
		replace(w, r, func(list []province.Site) error { return s.SetSites(list) })
	})
	m.HandleFunc("PUT /register/accounts", func(w http.ResponseWriter, r *http.Request) {
		replace(w, r, func(list []province.Account) error { return s.SetAccounts(list) })
	})
	return m
}

func replace[T any](w http.ResponseWriter, r *http.Request, set func([]T) error) {
	var list []T
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostBytes)).Decode(&list)
	if err == nil {
		err = set(list)
	}
	if err != nil {
		problem(w, http.StatusBadRequest, err.Error())
		return
	}
	send(w, http.StatusOK, map[string]int{"items": len(list)})
}

// Rules are those that hold now.
func (s *Server) Rules() Rules {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rules
}

// Change puts other rules in their place.
func (s *Server) Change(r Rules) error {
	if err := r.check(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = r
	return nil
}

// Received is what has come so far.
func (s *Server) Received() Received {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := Received{Requests: s.seen, Batches: len(s.state.Batches), Effects: maps.Clone(s.state.Effects), Doubled: []string{}}
	for _, k := range s.state.Batches {
		out.Rows += len(k.Response.Rows)
		out.Repeats += k.Answers - 1
	}
	for _, key := range slices.Sorted(maps.Keys(s.state.Effects)) {
		if s.state.Effects[key] > 1 {
			out.Doubled = append(out.Doubled, key)
		}
	}
	return out
}

// SetSites gives it another list of sites.
func (s *Server) SetSites(list []province.Site) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Sites = map[string]province.Site{}
	for _, site := range list {
		s.state.Sites[site.Code] = site
	}
	return s.save()
}

// SetAccounts gives it another list of accounts.
func (s *Server) SetAccounts(list []province.Account) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.People = map[string]province.Account{}
	for _, a := range list {
		s.state.People[accountKey(a)] = a
	}
	return s.save()
}

// list answers a piece of the register, in the order of its keys.
func (s *Server) list(w http.ResponseWriter, r *http.Request, _ []byte) {
	s.wait(r)
	q := r.URL.Query()
	area := model.Scope(q.Get("area"))
	limit, err := strconv.Atoi(q.Get("limit"))
	if err != nil || limit < 1 || limit > 1000 {
		limit = 500
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch r.PathValue("list") {
	case "sites":
		sendPage(w, s.state.Sites, q.Get("after"), limit, func(v province.Site) bool { return covers(area, v.RegionCode) })
	case "accounts":
		sendPage(w, s.state.People, q.Get("after"), limit, func(v province.Account) bool { return covers(area, v.RegionCode) })
	default:
		problem(w, http.StatusNotFound, "there is no such list")
	}
}

func covers(area model.Scope, region string) bool {
	return area == "" || area == model.ScopeAll || strings.HasPrefix(region, string(area))
}

func sendPage[T any](w http.ResponseWriter, of map[string]T, after string, limit int, in func(T) bool) {
	page := struct {
		Items []T     `json:"items"`
		Next  *string `json:"next"`
	}{Items: []T{}}
	last := ""
	for _, key := range slices.Sorted(maps.Keys(of)) {
		if key <= after || !in(of[key]) {
			continue
		}
		if len(page.Items) == limit {
			page.Next = &last
			break
		}
		page.Items, last = append(page.Items, of[key]), key
	}
	send(w, http.StatusOK, page)
}

func (s *Server) load() error {
	if s.options.State == "" {
		return nil
	}
	content, err := os.ReadFile(s.options.State)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = json.Unmarshal(content, &s.state)
	}
	if err != nil {
		return fmt.Errorf("read the state of the stand-in: %w", err)
	}
	return nil
}

// save keeps everything before it is answered.
func (s *Server) save() error {
	if s.options.State == "" {
		return nil
	}
	content, err := json.Marshal(s.state)
	if err != nil {
		return fmt.Errorf("keep the state of the stand-in: %w", err)
	}
	temporary := s.options.State + ".part"
	if err := os.WriteFile(temporary, content, 0o600); err != nil {
		return fmt.Errorf("keep the state of the stand-in: %w", err)
	}
	if err := os.Rename(temporary, s.options.State); err != nil {
		return fmt.Errorf("keep the state of the stand-in: %w", err)
	}
	return nil
}
