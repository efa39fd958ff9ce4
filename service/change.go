package service

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"xuncha/model"
	"xuncha/repository"
)

// Changes is the feed of everything that was changed, in the order of the commits.
type Changes struct {
	base
	end      end
	waiting  chan struct{} // one place for each caller that waits
	fresh    atomic.Int64  // when everything committed was last numbered, in microseconds
	released chan struct{} // closed when nobody may wait any more
	release  sync.Once
}

// MaxWaiting is how many callers wait for changes at the same time.
const MaxWaiting = 64

func newChanges(b base) *Changes {
	s := &Changes{
		base: b, end: end{grown: make(chan struct{})}, waiting: make(chan struct{}, MaxWaiting), released: make(chan struct{}),
	}
	s.fresh.Store(s.clock().UnixMicro())
	return s
}

// end is the newest position that this process knows of, and wakes who waits for a newer one.
type end struct {
	mutex sync.Mutex
	at    uint64
	grown chan struct{}
}

// move notes the end of the feed.
func (e *end) move(to uint64) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if to > e.at {
		e.at = to
		close(e.grown)
		e.grown = make(chan struct{})
	}
}

// beyond answers a channel that is closed once there is something after a position.
func (e *end) beyond(position uint64) <-chan struct{} {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.at > position {
		closed := make(chan struct{})
		close(closed)
		return closed
	}
	return e.grown
}

// feedBatch is how many events one statement numbers.
const feedBatch = 500

// Number gives every committed event its position, and answers how many there were. An event is seen only once it is
// committed, so one that is committed late gets a later position, and nobody who has read to a position misses anything
// before it. Of two programs that number at the same time the second finds the end moved and writes nothing.
func (s *Changes) Number(ctx context.Context) (int, error) {
	began := s.clock().UnixMicro()
	for numbered := 0; ; {
		n, whole, err := s.numberSome(ctx)
		numbered += n
		if err != nil {
			return numbered, err
		}
		if whole {
			s.fresh.Store(began)
			return numbered, nil
		}
	}
}

func (s *Changes) numberSome(ctx context.Context) (n int, whole bool, err error) {
	ends, err := s.store.Feed.Ends(ctx) // before the events: what waits after it waits still while the end stays
	if err != nil {
		return 0, false, err
	}
	s.end.move(ends.LastPosition) // others number too
	rows, err := s.store.Feed.Unnumbered(ctx, feedBatch)
	if err != nil || len(rows) == 0 {
		return 0, true, err
	}
	from := ends.LastPosition
	for i := range rows {
		ends.LastPosition++
		rows[i].Position = model.OptionalID(ends.LastPosition)
	}
	ends.UpdatedAt = s.now()
	moved, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (bool, error) {
		moved, err := tx.Feed.Extend(ctx, from, ends)
		if err != nil || !moved {
			return false, err
		}
		return true, tx.Feed.Number(ctx, rows)
	})
	if err != nil || !moved {
		return 0, false, err
	}
	s.end.move(ends.LastPosition)
	return len(rows), len(rows) < feedBatch, nil
}

// Behind is how long ago everything that was committed had its position.
func (s *Changes) Behind() time.Duration {
	return max(0, s.clock().Sub(time.UnixMicro(s.fresh.Load())))
}

// Waiting is how many callers wait for changes.
func (s *Changes) Waiting() int { return len(s.waiting) }

// Begin is where a caller's reading begins, and what it selects.
func (s *Changes) Begin(ctx context.Context, a model.Actor, req model.ChangeRequest) (uint64, error) {
	if _, err := changeFilter(a, req); err != nil {
		return 0, err
	}
	ends, err := s.store.Feed.Ends(ctx)
	if err != nil {
		return 0, err
	}
	switch req.After {
	case "":
		return ends.BasePosition, nil
	case model.CursorNow:
		return ends.LastPosition, nil
	}
	position, ok := model.ParseCursor(req.After)
	if !ok || position > ends.LastPosition {
		return 0, &model.Error{Kind: model.KindMalformed, Code: "invalid_fields", Fields: []model.FieldError{
			{Field: "after", Code: "cursor_unknown"},
		}}
	}
	return position, nil
}

// changeFilter is what a caller asks for and may hear of.
func changeFilter(a model.Actor, req model.ChangeRequest) (model.ChangeFilter, error) {
	f := model.ChangeFilter{Region: req.Region}
	if err := a.Allow(model.ReadChanges); err != nil {
		return f, err
	}
	for _, k := range model.ChangeKinds {
		asked := slices.Contains(req.Kinds, k.Kind)
		err := a.Allow(k.Permission)
		if asked && err != nil {
			return f, err
		}
		if err == nil && (asked || len(req.Kinds) == 0) {
			f.Kinds = append(f.Kinds, k)
		}
	}
	for _, kind := range req.Kinds {
		if !slices.Contains(model.ChangeKindNames(), kind) {
			return f, &model.Error{Kind: model.KindMalformed, Code: "invalid_fields", Fields: []model.FieldError{
				{Field: "kind", Code: "not_one_of", Args: []any{strings.Join(model.ChangeKindNames(), ", ")}},
			}}
		}
	}
	return f, nil
}

// changeWindow is how far one statement looks: who sees little of the feed must not read all of it at once.
const (
	changeWindow  = 5000
	changeWindows = 4
)

// Read answers the changes behind a position that a caller sees, at most as many as it asks for. Next goes on even where
// there were none, and CaughtUp says whether it is worth to go on at once.
func (s *Changes) Read(ctx context.Context, a model.Actor, req model.ChangeRequest, after uint64) (model.Changes, error) {
	f, err := changeFilter(a, req)
	if err != nil {
		return model.Changes{}, err
	}
	out := model.Changes{Next: after}
	for range changeWindows {
		ends, err := s.store.Feed.Ends(ctx)
		if err != nil {
			return out, err
		}
		s.end.move(ends.LastPosition)
		until := min(out.Next+changeWindow, ends.LastPosition)
		rows, err := s.store.Feed.Between(ctx, a, f, out.Next, until, req.Limit-len(out.Items))
		if err != nil {
			return out, err
		}
		// After the rows: what was removed while they were read must not look as if it had not been.
		if ends, err = s.store.Feed.Ends(ctx); err != nil {
			return out, err
		}
		if out.Next < ends.BasePosition {
			return out, model.CursorExpired()
		}
		out.Items = append(out.Items, rows...)
		out.Next = max(out.Next, until)
		if len(out.Items) == req.Limit {
			out.Next = uint64(out.Items[len(out.Items)-1].Position)
		}
		if out.CaughtUp = out.Next >= ends.LastPosition; out.CaughtUp || len(out.Items) == req.Limit {
			return out, nil
		}
	}
	return out, nil
}

// Wait takes a place among those who wait. The answered function waits until something follows a position, and answers
// false when ctx has ended before, or nobody may wait any more; leave gives the place back.
func (s *Changes) Wait() (wait func(ctx context.Context, position uint64) bool, leave func(), err error) {
	select {
	case s.waiting <- struct{}{}:
	default:
		return nil, nil, model.NewError(model.KindUnavailable, "too_many_waiting")
	}
	wait = func(ctx context.Context, position uint64) bool {
		select {
		case <-s.end.beyond(position):
			return true
		case <-ctx.Done():
		case <-s.released:
		}
		return false
	}
	return wait, func() { <-s.waiting }, nil
}

// Release ends all waiting, for good: the service stops.
func (s *Changes) Release() { s.release.Do(func() { close(s.released) }) }

// Released reports whether nobody may wait any more.
func (s *Changes) Released() bool {
	select {
	case <-s.released:
		return true
	default:
		return false
	}
}

// Purge removes the events that are older than so many days, and answers how many there were.
func (s *Changes) Purge(ctx context.Context, days int) (int, error) {
	before := model.NewTime(s.clock().AddDate(0, 0, -days))
	for removed := 0; ; {
		n, err := s.purgeSome(ctx, before)
		removed += n
		if err != nil || n < feedBatch {
			return removed, err
		}
	}
}

func (s *Changes) purgeSome(ctx context.Context, before model.Time) (int, error) {
	ends, err := s.store.Feed.Ends(ctx)
	if err != nil {
		return 0, err
	}
	rows, err := s.store.Feed.Aged(ctx, before, feedBatch)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	from := ends.BasePosition
	ids := make([]uint64, len(rows))
	for i, e := range rows {
		ids[i], ends.BasePosition = e.ID, uint64(e.Position)
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (int, error) {
		moved, err := tx.Feed.MoveBase(ctx, from, ends)
		if err != nil || !moved {
			return 0, err
		}
		return len(ids), tx.Feed.Remove(ctx, ids)
	})
}
