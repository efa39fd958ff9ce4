package sheet

import (
	"slices"
	"strings"

	"xuncha/model"
)

// Column is a column that a reader of tables knows. Field is its name in the API and is always accepted as a header;
// Names are the other spellings, the preferred one first.
type Column struct {
	Field string
	Names []string

	Note    string   // what to write there, for the template of a table
	Choices []string // where only some words are taken
}

// Match finds the known columns in a header: the position of each field that stands there, and the header cells that
// belong to none. Width, case and spaces do not matter. Of two columns with one name the later one has it. Headers of a
// column without a field are left out. It is an error for two columns to be the same field.
func Match(header []string, columns []Column) (index map[string]int, unknown []string, err error) {
	fields := namesOf(columns)
	index = make(map[string]int)
	for i, cell := range header {
		field, known := fields[headerKey(cell)]
		if !known {
			unknown = append(unknown, cell)
		}
		if field == "" {
			continue
		}
		if first, twice := index[field]; twice {
			return nil, nil, model.NewError(model.KindInvalid, "column_twice",
				first+1, strings.TrimSpace(header[first]), i+1, strings.TrimSpace(cell), field)
		}
		index[field] = i
	}
	return index, unknown, nil
}

// namesOf is the field of each name, as it is compared.
func namesOf(columns []Column) map[string]string {
	fields := make(map[string]string)
	for _, c := range columns {
		if c.Field != "" {
			fields[headerKey(c.Field)] = c.Field
		}
		for _, name := range c.Names {
			fields[headerKey(name)] = c.Field
		}
	}
	return fields
}

// Require reports every one of the fields that Match did not find, with the headers that would be taken for it.
func Require(index map[string]int, columns []Column, fields ...string) error {
	var missing []model.FieldError
	for _, field := range fields {
		if _, found := index[field]; found {
			continue
		}
		names := []string{field}
		if i := slices.IndexFunc(columns, func(c Column) bool { return c.Field == field }); i >= 0 {
			names = append(slices.Clone(columns[i].Names), field)
		}
		missing = append(missing, model.FieldError{
			Field: field, Code: "column_missing", Args: []any{strings.Join(names, " / ")},
		})
	}
	if len(missing) == 0 {
		return nil
	}
	return model.Invalid(missing...)
}

// headerKey leaves out byte order marks: files that were joined carry one in the middle.
func headerKey(cell string) string {
	return model.Key(strings.ReplaceAll(cell, string(byteOrderMark), ""))
}
