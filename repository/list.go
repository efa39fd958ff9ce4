package repository

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"gorm.io/gorm"

	"xuncha/model"
)

// sorts maps the names a caller may sort by to columns. Nothing else ever reaches ORDER BY.
type sorts map[string]string

// scoped keeps a statement to the rows of a scope: a range over the code, since the code is hierarchical. The empty
// scope selects nothing.
func scoped(db *gorm.DB, scope model.Scope, column string) *gorm.DB {
	switch scope {
	case model.ScopeAll:
		return db
	case "":
		return db.Where("1 = 0")
	}
	// ':' follows '9', so this is everything that begins with the prefix.
	return db.Where(column+" >= ? AND "+column+" < ?", string(scope), string(scope)+":")
}

// noOwner stands for the column of the organization where rows have none: the staff of a unit get nothing of these.
const noOwner = ""

// seen keeps a statement to what a caller sees: its area and, for the staff of a unit, what is their organization's. owner
// is the column of the organization.
func seen(db *gorm.DB, s model.Sight, owner string) *gorm.DB {
	area, organizationID := s.Within()
	if organizationID != 0 && owner == noOwner {
		return db.Where("1 = 0")
	}
	return where(scoped(db, area, "region_code"), owner+" = ?", organizationID)
}

// search adds the condition of a search over the folded text. Each word must be found.
func search(db *gorm.DB, query string) *gorm.DB {
	for _, word := range strings.Fields(query) {
		if key := model.Key(word); key != "" {
			db = db.Where("search_text LIKE ? ESCAPE '!'", contains(key))
		}
	}
	return db
}

// searchNamed adds the condition of a search over a name and the code.
func searchNamed(q *gorm.DB, name, query string) *gorm.DB {
	switch pattern := contains(query); {
	case query == "":
		return q
	case isASCII(query):
		return q.Where("("+name+" LIKE ? ESCAPE '!' OR code LIKE ? ESCAPE '!')", pattern, pattern)
	default:
		return q.Where(name+" LIKE ? ESCAPE '!'", pattern)
	}
}

// isASCII reports whether a text can stand in a column of codes: MariaDB refuses to compare such a column with any other.
func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// code adds a condition on a column of codes unless the value is empty. Codes are exact, but MySQL overlooks spaces at
// their end.
func code(q *gorm.DB, column, value string) *gorm.DB {
	if !isASCII(value) || strings.HasSuffix(value, " ") {
		return q.Where("1 = 0")
	}
	return where(q, column+" = ?", value)
}

// contains is the pattern of a LIKE ... ESCAPE '!' for a text that may hold wildcards.
func contains(text string) string {
	return "%" + strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(text) + "%"
}

// where adds a condition unless the value is the zero value, which selects everything.
func where[T comparable](db *gorm.DB, condition string, value T) *gorm.DB {
	var zero T
	if value == zero {
		return db
	}
	return db.Where(condition, value)
}

// flag adds a condition on a boolean column: "true", "false" or "" for both.
func flag(db *gorm.DB, column, value string) *gorm.DB {
	if value == "" {
		return db
	}
	return db.Where(column+" = ?", value == "true")
}

// list answers one piece of what the conditions of q select.
func list[T any](q *gorm.DB, by sorts, req model.ListRequest, id func(T) uint64) (model.List[T], error) {
	var out model.List[T]
	if req.ByKey {
		err := find(q.Where("id > ?", req.After).Order("id").Limit(req.Limit+1), &out.Items)
		if err != nil {
			return out, fmt.Errorf("list by key: %w", translate(err))
		}
		if len(out.Items) > req.Limit {
			out.Items = out.Items[:req.Limit]
			out.Next = id(out.Items[req.Limit-1])
		}
		return out, nil
	}
	order, err := by.order(req.Sort)
	if err != nil {
		return out, err
	}
	counted := q.Session(&gorm.Session{})
	if err := counted.Count(&out.Total).Error; err != nil {
		return out, fmt.Errorf("count: %w", translate(err))
	}
	page := q.Session(&gorm.Session{})
	err = find(page.Order(order).Limit(req.Size).Offset((req.Page-1)*req.Size), &out.Items)
	if err != nil {
		return out, fmt.Errorf("list page: %w", translate(err))
	}
	return out, nil
}

// total counts what the conditions of q select.
func total(q *gorm.DB, what string) (int64, error) {
	var n int64
	if err := q.Count(&n).Error; err != nil {
		return 0, fmt.Errorf("count %s: %w", what, translate(err))
	}
	return n, nil
}

// order is the ORDER BY of a sort such as "-name,code". It ends with the id, so that pages never overlap.
func (by sorts) order(sort string) (string, error) {
	if sort == "" {
		return "id", nil
	}
	var columns []string
	for name := range strings.SplitSeq(sort, ",") {
		bare, descending := strings.CutPrefix(name, "-")
		column, ok := by[bare]
		if !ok {
			known := slices.Sorted(maps.Keys(by))
			return "", &model.Error{Kind: model.KindMalformed, Code: "invalid_fields", Fields: []model.FieldError{
				{Field: "sort", Code: "not_one_of", Args: []any{strings.Join(known, ", ")}},
			}}
		}
		if descending {
			column += " DESC"
		}
		columns = append(columns, column)
	}
	return strings.Join(append(columns, "id"), ", "), nil
}

const exportChunk = 1000

// each calls fn with everything that q selects, piece by piece in the order of ids: no statement runs long and no
// connection is held while a slow reader takes the rows.
func each[T any](ctx context.Context, q *gorm.DB, id func(T) uint64, fn func([]T) error) error {
	after := uint64(0)
	for {
		var rows []T
		piece := q.Session(&gorm.Session{Context: ctx})
		if err := find(piece.Where("id > ?", after).Order("id").Limit(exportChunk), &rows); err != nil {
			return fmt.Errorf("export: %w", translate(err))
		}
		if len(rows) > 0 {
			if err := fn(rows); err != nil {
				return err
			}
		}
		if len(rows) < exportChunk {
			return nil
		}
		after = id(rows[len(rows)-1])
	}
}

// insert writes rows with as few statements as the engines take well.
func insert[T any](ctx context.Context, db *gorm.DB, what string, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	if err := db.WithContext(ctx).CreateInBatches(rows, insertBatch).Error; err != nil {
		return fmt.Errorf("insert %s: %w", what, translateInsert(err))
	}
	return nil
}

// insertBatch stays below the 32,766 parameters of SQLite at 30 columns, and is where more rows bring nothing.
const insertBatch = 500

// update writes a row over the version the change was made on, with UpdateColumns, as Updates would put GORM's own clock
// over the time of the change. The sight is in the statement, so a row that has moved to another region or organization in
// between is not touched. The number of changes of the figures is counted up where they change, and by nobody else.
func update[T any](
	ctx context.Context, db *gorm.DB, what string, s model.Sight, owner string, id, version uint64, row *T,
) error {
	q := seen(db.WithContext(ctx), s, owner).Model(new(T)).Where("id = ? AND version = ?", id, version)
	return changed(q.Select("*").Omit("ID", "CreatedAt", "FigureChanges").UpdateColumns(row), what)
}

func changed(res *gorm.DB, what string) error {
	if res.Error != nil {
		return fmt.Errorf("change %s: %w", what, translate(res.Error))
	}
	if res.RowsAffected == 0 {
		return model.Stale()
	}
	return nil
}

// remove deletes a row at the version the caller has seen.
func remove[T any](ctx context.Context, db *gorm.DB, what string, s model.Sight, owner string, id, version uint64) error {
	q := seen(db.WithContext(ctx), s, owner).Where("id = ? AND version = ?", id, version)
	return changed(q.Delete(new(T)), what)
}

// purge removes some of the rows that nobody needs any more, and answers how many: few at a time, so that nobody waits long.
func purge[T any](ctx context.Context, db *gorm.DB, what, condition string, args ...any) (int, error) {
	var ids []uint64
	q := db.WithContext(ctx).Model(new(T)).Where(condition, args...)
	if err := q.Limit(insertBatch).Pluck("id", &ids).Error; err != nil {
		return 0, fmt.Errorf("look for %s to remove: %w", what, translate(err))
	}
	if len(ids) == 0 {
		return 0, nil
	}
	res := db.WithContext(ctx).Where("id IN ?", ids).Where(condition, args...).Delete(new(T)) // some may be in use again
	if res.Error != nil {
		return 0, fmt.Errorf("remove %s: %w", what, translate(res.Error))
	}
	return int(res.RowsAffected), nil
}

// chunks cuts a list of keys for IN conditions.
func chunks[T any](keys []T) [][]T { return slices.Collect(slices.Chunk(keys, 500)) }
