package api

import (
	"context"
	"net/http"

	"xuncha/model"
	"xuncha/service"
)

// lister answers a list in whichever form was asked for: a page, a piece by key, or a file with every row of the filter.
type lister[M, T any] struct {
	name   string
	header []any
	list   func(model.ListRequest) (model.List[M], error)
	beside func([]M) error // reads what item needs beside the rows, which a table does not; nil for nothing
	item   func(M) T
	cells  func([]M) ([][]any, error)
}

func (l lister[M, T]) respond(c *call, q *query) error {
	req := q.list()
	format, err := c.tableForm(q)
	if err != nil {
		return err
	}
	if format != "json" && (req.ByKey || q.values.Has("page") || q.values.Has("size") || q.values.Has("sort")) {
		q.fault("format", "export_is_whole")
	}
	if err := q.done(); err != nil {
		return err
	}
	switch format {
	case "json":
		found, err := l.list(req)
		if err == nil && l.beside != nil {
			err = l.beside(found.Items)
		}
		if err != nil {
			return err
		}
		return respondList(c, req, found, l.item)
	case "ndjson":
		return c.lines(l.name, func(line func(any) error) error {
			return l.pieces(c, func(rows []M) error {
				if l.beside != nil {
					if err := l.beside(rows); err != nil {
						return err
					}
				}
				return eachOf(rows, func(m M) error { return line(l.item(m)) })
			})
		})
	}
	return c.table(format, l.name, l.header, func(row func(cells ...any) error) error {
		return l.pieces(c, func(rows []M) error {
			lines, err := l.cells(rows)
			if err != nil {
				return err
			}
			return eachOf(lines, func(cells []any) error { return row(cells...) })
		})
	})
}

// pieces calls fn with the whole list, piece by piece by key: no statement runs long, and no connection is held while a slow
// reader takes the rows. Who loses the right to them meanwhile gets no further piece.
func (l lister[M, T]) pieces(c *call, fn func([]M) error) error {
	for req := (model.ListRequest{ByKey: true, Limit: model.MaxLimit}); ; {
		found, err := l.list(req)
		if err != nil {
			return err
		}
		if err := fn(found.Items); err != nil {
			return err
		}
		if found.Next == 0 {
			return nil
		}
		req.After = found.Next
		if err := c.again(); err != nil {
			return err
		}
	}
}

// decodeBody reads a JSON body into a request, where the query takes nothing.
func (c *call) decodeBody(dst any) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	b, err := c.readBody()
	if err != nil {
		return err
	}
	return b.decode(dst)
}

// patchOf reads a JSON body that will be decoded over the thing as it stands (RFC 7396): what it does not name stays.
func patchOf[E, R any](c *call, request func(E) R, edit func(R) E) (service.Patch[E], error) {
	if err := c.noQuery(); err != nil {
		return nil, err
	}
	b, err := c.readBody()
	if err != nil {
		return nil, err
	}
	// Decoded once over nothing, so that a malformed body is refused before the thing is looked at.
	if err := b.decode(new(R)); err != nil {
		return nil, err
	}
	return func(current E) (E, error) {
		wanted := request(current)
		err := b.decode(&wanted)
		return edit(wanted), err
	}, nil
}

// reason reads the body of a verb.
func (c *call) reason() (model.Reason, error) {
	var req reasonRequest
	err := c.decodeBody(&req)
	return model.Reason(req), err
}

type reasonRequest struct {
	// why, for whoever reads the history
	Reason string `json:"reason" validate:"required" maxLength:"500" example:"机构改革，网站并入州政府门户"`
	// since which day, kept when something closes or is dissolved; today when null
	On model.Date `json:"on" example:"2022-10-08"`
} //	@name	ReasonRequest

// readID is the id of the path of a read, which takes no query.
func (c *call) readID() (uint64, error) {
	if err := c.noQuery(); err != nil {
		return 0, err
	}
	return c.pathID()
}

// pluck answers something of each row: its cells in a table, or its form in an answer.
func pluck[M, T any](rows []M, of func(M) T) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = of(r)
	}
	return out
}

func yesNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}

// deleteByID answers a DELETE of a thing that is addressed by its id. The registration has refused query and body.
func (c *call) deleteByID(remove func(ctx context.Context, a model.Actor, id, version uint64) error) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	if err := remove(c.Request().Context(), c.actor, id, version); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// carryOutNow is carryOut for a verb that counts from now.
func carryOutNow[T any](
	c *call, verb func(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (T, error),
	answer func(*call, T) error,
) error {
	return carryOutFor(c, (*call).why, verb, answer)
}

// carryOut answers a verb with a reason on a thing that is addressed by its id.
func carryOut[T any](
	c *call, verb func(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (T, error),
	answer func(*call, T) error,
) error {
	return carryOutFor(c, (*call).reason, verb, answer)
}

func carryOutFor[T any](
	c *call, read func(*call) (model.Reason, error),
	verb func(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (T, error),
	answer func(*call, T) error,
) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	reason, err := read(c)
	if err != nil {
		return err
	}
	row, err := verb(c.Request().Context(), c.actor, id, version, reason)
	if err != nil {
		return err
	}
	return answer(c, row)
}
