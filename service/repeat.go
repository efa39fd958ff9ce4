package service

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/seal"
)

// Limits of repeats.
const (
	repeatsKept  = 7 * 24 * time.Hour
	repeatWait   = 2 * time.Second // of a repeated request for the end of the first one
	maxKeptBytes = 1 << 20
	repeatTries  = 5
)

// Repeats carries requests out once for each Idempotency-Key.
type Repeats struct {
	base
	mu      sync.Mutex
	running map[Keyed]chan struct{} // closed at the end of the request
}

func newRepeats(b base) *Repeats { return &Repeats{base: b, running: map[Keyed]chan struct{}{}} }

// Keyed is whose key it is and for what: the same key means nothing to another caller or in another operation.
type Keyed struct{ Principal, Operation, Key string }

// Answer is what a caller is told, in a form that can be kept. Header has what the request has added to the common ones.
type Answer struct {
	Status int                 `json:"status"`
	Header map[string][]string `json:"header"`
	Body   []byte              `json:"body"`
}

// Enter takes the place of the one request under a key that this program works at, and waits a little for another one to
// leave it. It answers idempotency_key_malformed, and idempotency_key_running when the other one takes longer.
func (s *Repeats) Enter(ctx context.Context, k Keyed) (leave func(), err error) {
	if !model.IsRepeatKey(k.Key) {
		return nil, model.NewError(model.KindMalformed, "idempotency_key_malformed")
	}
	patience := time.NewTimer(repeatWait)
	defer patience.Stop()
	for {
		s.mu.Lock()
		other, taken := s.running[k]
		if !taken {
			place := make(chan struct{})
			s.running[k] = place
			s.mu.Unlock()
			return func() { s.leave(k, place) }, nil
		}
		s.mu.Unlock()
		select {
		case <-other:
		case <-patience.C:
			return nil, model.StillRunning()
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for a repeated request: %w", ctx.Err())
		}
	}
}

func (s *Repeats) leave(k Keyed, place chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.running, k)
	close(place)
}

// Once answers what is kept under the key, or carries the request out and keeps what it answers, in one transaction with
// all that it changes. request are the parts that make it this request; another one under the same key is refused with
// idempotency_key_reused. do is run again from its start when a transaction has to be repeated. Nothing is kept, and
// nothing of the request remains, when do fails or answers a status other than 2xx.
func (s *Repeats) Once(
	ctx context.Context, a model.Actor, k Keyed, request [][]byte, do func(ctx context.Context) (Answer, error),
) (answer Answer, replayed bool, err error) {
	mark := fingerprint(a, request)
	for range repeatTries {
		kept, err := s.store.Repeats.Find(ctx, k.Principal, k.Operation, k.Key)
		fresh := err == nil && kept.CreatedAt.After(s.now().Add(-repeatsKept))
		switch {
		case fresh:
			answer, err := s.replay(k, kept, mark)
			return answer, err == nil, err
		case err != nil && !IsNotFound(err):
			return Answer{}, false, err
		}
		answer, err = s.first(ctx, k, mark, do)
		switch {
		case errors.Is(err, errKeyTaken): // another program was faster
			continue
		case errors.Is(err, errNotKept):
			return answer, false, nil
		case err == nil:
			return answer, false, nil
		}
		// Another program may have carried the request out meanwhile; then the refusal comes from what it has changed.
		if _, found := s.store.Repeats.Find(ctx, k.Principal, k.Operation, k.Key); found == nil && isRefusal(err) {
			continue
		}
		return Answer{}, false, err
	}
	return Answer{}, false, model.StillRunning()
}

var (
	errKeyTaken = errors.New("the key is taken")
	errNotKept  = errors.New("the answer is not one to be kept")
)

func isRefusal(err error) bool {
	var e *model.Error
	return errors.As(err, &e) && e.Kind != model.KindUnavailable
}

// first carries a request out under a key that nothing is kept under.
func (s *Repeats) first(
	ctx context.Context, k Keyed, mark []byte, do func(ctx context.Context) (Answer, error),
) (Answer, error) {
	var row model.Repeat
	take := func(tx *repository.Store) error {
		now := s.now()
		row = model.Repeat{Principal: k.Principal, Operation: k.Operation, RepeatKey: k.Key, CreatedAt: now}
		row.KeyID, row.Fingerprint = s.ring.MAC(seal.ForRepeats, mark)
		err := tx.Repeats.Create(ctx, &row)
		if !errors.Is(err, repository.ErrTaken) {
			return err
		}
		// What is too old to be answered is only waiting to be purged.
		old := model.NewTime(now.Add(-repeatsKept))
		if err := tx.Repeats.Forget(ctx, k.Principal, k.Operation, k.Key, old); err != nil {
			return err
		}
		if err = tx.Repeats.Create(ctx, &row); errors.Is(err, repository.ErrTaken) {
			return errKeyTaken
		}
		return err
	}
	var last Answer
	_, err := repository.Whole(ctx, s.store, take, func(ctx context.Context) (Answer, error) {
		var err error
		if last, err = do(ctx); err == nil && last.Status/100 != 2 {
			err = errNotKept
		}
		return last, err
	}, func(tx *repository.Store, answer Answer) error {
		if err := s.seal(k, mark, answer, &row); err != nil {
			return err
		}
		return tx.Repeats.Keep(ctx, row)
	})
	return last, err
}

// seal puts an answer into its row. The answer and the fingerprint are under one key, also when a new one comes just now.
func (s *Repeats) seal(k Keyed, mark []byte, answer Answer, row *model.Repeat) error {
	text, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("encode an answer: %w", err)
	}
	for {
		row.KeyID, row.Fingerprint = s.ring.MAC(seal.ForRepeats, mark)
		keyID, sealed := s.ring.Seal(text, k.binding())
		if keyID != row.KeyID {
			continue
		}
		if row.Answer = sealed; len(answer.Body) > maxKeptBytes {
			row.Answer = nil
		}
		return nil
	}
}

// replay opens what is kept.
func (s *Repeats) replay(k Keyed, kept model.Repeat, mark []byte) (Answer, error) {
	same, err := s.ring.CheckMAC(kept.KeyID, seal.ForRepeats, mark, kept.Fingerprint)
	switch {
	case errors.Is(err, seal.ErrNoKey):
		return Answer{}, notKept()
	case err != nil:
		return Answer{}, err
	case !same:
		return Answer{}, model.NewError(model.KindInvalid, "idempotency_key_reused")
	case len(kept.Answer) == 0:
		return Answer{}, notKept()
	}
	text, err := s.ring.Open(kept.KeyID, kept.Answer, k.binding())
	if err != nil {
		return Answer{}, fmt.Errorf("open a kept answer: %w", err)
	}
	var answer Answer
	if err := json.Unmarshal(text, &answer); err != nil {
		return Answer{}, fmt.Errorf("read a kept answer: %w", err)
	}
	return answer, nil
}

// notKept refuses to do again what was done but cannot be told any more.
func notKept() *model.Error { return model.NewError(model.KindConflict, "idempotency_answer_not_kept") }

// binding is where a sealed answer opens and nowhere else.
func (k Keyed) binding() string {
	return strings.Join([]string{"repeat", k.Principal, k.Operation, k.Key}, "\x00")
}

// fingerprint is what makes a request the same one: its parts, and the rights under which it was sent. An answer shows what
// its caller might see then; who has other rights now is not shown it.
func fingerprint(a model.Actor, request [][]byte) []byte {
	permissions := make([]string, len(a.Permissions))
	for i, p := range a.Permissions {
		permissions[i] = string(p)
	}
	slices.Sort(permissions)
	parts := append([][]byte{
		[]byte(a.Role), []byte(a.Scope), binary.BigEndian.AppendUint64(nil, a.OrganizationID),
		[]byte(strings.Join(permissions, ",")),
	}, request...)
	var out []byte
	for _, part := range parts {
		out = append(binary.BigEndian.AppendUint64(out, uint64(len(part))), part...)
	}
	return out
}
