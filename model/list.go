package model

// Limits of lists.
const (
	DefaultSize = 20
	MaxSize     = 200
	MaxLimit    = 1000
	MaxWindow   = 10_000
)

// ListRequest asks for one piece of a list: a numbered page with a total, for people, or the rows after a key, for
// programs.
type ListRequest struct {
	Page, Size int
	Sort       string
	ByKey      bool
	After      uint64
	Limit      int
}

// List is one piece of a list. Total is set for a page, Next for a piece by key (0 at the end).
type List[T any] struct {
	Items []T
	Total int64
	Next  uint64
}
