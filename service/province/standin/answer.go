package standin

import (
	"encoding/json"
	"net/http"
	"time"
)

func (s *Server) wait(r *http.Request) {
	s.mu.Lock()
	delay := s.rules.Delay.Duration
	s.mu.Unlock()
	if delay <= 0 {
		return
	}
	select {
	case <-time.After(delay):
	case <-r.Context().Done():
	}
}

// tell answers what has become of a batch.
func (s *Server) tell(w http.ResponseWriter, r *http.Request, _ []byte) {
	s.mu.Lock()
	k, known := s.state.Batches[r.PathValue("key")]
	var copied kept
	if known {
		copied = *k
	}
	s.mu.Unlock()
	if !known {
		problem(w, http.StatusNotFound, "there is no such batch")
		return
	}
	s.wait(r)
	s.answer(w, copied)
}

// answer gives the receipts, once it is time for them.
func (s *Server) answer(w http.ResponseWriter, k kept) {
	s.mu.Lock()
	late, twice := s.rules.Late.Duration, s.rules.Twice
	s.mu.Unlock()
	status, response := http.StatusOK, k.Response
	if s.options.Clock().Sub(k.At) < late {
		status, response.Rows = http.StatusAccepted, nil
	}
	if twice {
		response.Rows = append(response.Rows[:len(response.Rows):len(response.Rows)], response.Rows...)
	}
	send(w, status, response)
}

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the caller may have gone
}

func problem(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"status": status, "title": http.StatusText(status), "detail": detail})
}
