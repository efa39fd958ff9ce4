package generate

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"xuncha/test/harness"
)

// refusals are the statuses by which a request that the document allows may still be refused: the thing is not there, not
// the caller's, in another state or at another version, or a rule says no that no schema can say. 400 and 415 are not among
// them: a form that the document allows must be taken.
var refusals = []int{
	http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusUnprocessableEntity,
}

// refusedBesides are refusals of single operations.
var refusedBesides = map[string][]int{
	"createSession": {http.StatusUnauthorized}, "confirmTOTP": {http.StatusUnauthorized}, "finishSSO": {http.StatusUnauthorized},
	"getAttachmentContent": {http.StatusRequestedRangeNotSatisfiable},
}

// unsaid are the rules over parameters of a query that no schema can say. What is wrong with a query is always a 400.
var unsaid = map[string]string{
	"in_future":           "a day of the register that has not come",
	"not_a_phone":         "a number of a telephone is written in many ways",
	"name_or_platform_id": "one of two parameters",
	"export_is_whole":     "a file has no pages",
	"beyond_window":       "page times size",
	"charset_is_of_csv":   "a charset is of one form",
	"forbidden_character": "characters that cannot be seen",
	"cursor_unknown":      "a cursor is one that was given",
	"no_such_piece":       "as many pieces as there are rows",
	"no_own_list":         "only somebody who has logged in has targets of its own",
}

// unsayable reports whether a request was refused for nothing but rules that no schema can say.
func unsayable(a answer) bool {
	var p harness.Problem
	if json.Unmarshal(a.Body, &p) != nil || len(p.Errors) == 0 {
		return false
	}
	for _, e := range p.Errors {
		if unsaid[e.Code] == "" {
			return false
		}
	}
	return true
}

// judge holds an answer to the document, whatever the request was.
func (w *world) judge(r request, a answer) error {
	if a.Status >= http.StatusInternalServerError {
		return fmt.Errorf("answered %d: %s", a.Status, a.Body)
	}
	var faults error
	if a.Status >= http.StatusBadRequest {
		faults = a.CheckProblem()
	}
	path, _, _ := strings.Cut(r.target, "?")
	if a.Status == http.StatusMethodNotAllowed && w.find(r.method, path) == nil {
		return faults
	}
	in, err := r.http(w.ctx)
	if err != nil {
		return err
	}
	return errors.Join(faults, w.document.Check(in, []byte(r.body), a.Status, a.Header, a.Body))
}

// judgeValid holds the answer to a request that the document allows.
func (w *world) judgeValid(r request, a answer) error {
	if err := w.judge(r, a); err != nil {
		return err
	}
	if a.Status < http.StatusBadRequest {
		return w.judgeEffect(r, a)
	}
	if a.Status == http.StatusBadRequest && unsayable(a) {
		return w.judgeRefusal()
	}
	if !slices.Contains(refusals, a.Status) && !slices.Contains(refusedBesides[r.op.id], a.Status) {
		return fmt.Errorf("the document allows the request, and it was refused for its form: %d %s", a.Status, a.Body)
	}
	return w.judgeRefusal()
}

// judgeInvalid holds the answer to a request that was spoiled in one way. One that would have been taken otherwise is refused for
// that and nothing else.
func (w *world) judgeInvalid(a answer, s spoiled, otherwise bool) error {
	if err := w.judge(s.request, a); err != nil {
		return err
	}
	if a.Status < http.StatusBadRequest {
		return fmt.Errorf("%s was taken: %d", s.how, a.Status)
	}
	if !slices.Contains(s.want, a.Status) && (otherwise || !slices.Contains(refusals, a.Status)) {
		return fmt.Errorf("%s was refused with %d instead of %v: %s", s.how, a.Status, s.want, a.Body)
	}
	if a.Status == http.StatusMethodNotAllowed && a.Header.Get("Allow") == "" {
		return errors.New("405 does not say which methods are allowed")
	}
	return w.judgeRefusal()
}

func (w *world) judgeRefusal() error {
	if w.changed() {
		return errors.New("a request that was refused changed the database")
	}
	return nil
}

// judgeEffect looks at what a call has left: what was made can be read where the answer says, what was removed cannot.
func (w *world) judgeEffect(r request, a answer) error {
	reader := r.who
	if reader.token == "" {
		reader = w.actors[0]
	}
	path, _, _ := strings.Cut(r.target, "?")
	location := a.Header.Get("Location")
	switch {
	case a.Status == http.StatusCreated && strings.HasPrefix(location, "/api/"):
		read := w.send(request{method: http.MethodGet, target: location, who: reader})
		if read.Status == http.StatusUnauthorized { // the caller has put another key in place of its own
			read = w.send(request{method: http.MethodGet, target: location, who: w.called("user-admin")})
		}
		if read.Status != http.StatusOK && w.find(http.MethodGet, location) != nil {
			return fmt.Errorf("what was made cannot be read at %s: %d %s", location, read.Status, read.Body)
		}
	case r.method == http.MethodDelete && w.find(http.MethodGet, path) != nil:
		if read := w.send(request{method: http.MethodGet, target: path, who: reader}); read.Status != http.StatusNotFound {
			return fmt.Errorf("what was removed is still answered: %d", read.Status)
		}
	}
	return nil
}
