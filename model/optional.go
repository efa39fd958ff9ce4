package model

import (
	"database/sql/driver"
	"fmt"
	"strconv"
)

// OptionalID refers to another row, or to none when zero; none is NULL in the database and null in JSON.
type OptionalID uint64

// Value writes NULL for none.
func (i OptionalID) Value() (driver.Value, error) {
	if i == 0 {
		return nil, nil
	}
	return int64(i), nil //nolint:gosec // ids stay below 2^53
}

// Scan reads an id or NULL.
func (i *OptionalID) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*i = 0
	case int64:
		*i = OptionalID(v) //nolint:gosec // ids are not negative
	case uint64:
		*i = OptionalID(v)
	case []byte:
		n, err := strconv.ParseUint(string(v), 10, 64)
		if err != nil {
			return fmt.Errorf("scan id: %w", err)
		}
		*i = OptionalID(n)
	default:
		return fmt.Errorf("scan %T into an id", src)
	}
	return nil
}

// MarshalJSON writes null for none.
func (i OptionalID) MarshalJSON() ([]byte, error) {
	if i == 0 {
		return []byte("null"), nil
	}
	return strconv.AppendUint(nil, uint64(i), 10), nil
}

// UnmarshalJSON takes a whole number or null.
func (i *OptionalID) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*i = 0
		return nil
	}
	n, err := strconv.ParseUint(string(b), 10, 53)
	if err != nil {
		return fmt.Errorf("an id is a whole number")
	}
	*i = OptionalID(n)
	return nil
}

// OptionalKey is a key that is unique where it is known; unknown is NULL, which is equal to nothing.
type OptionalKey string

// Value writes NULL for unknown.
func (k OptionalKey) Value() (driver.Value, error) {
	if k == "" {
		return nil, nil
	}
	return string(k), nil
}

// Scan reads a key or NULL.
func (k *OptionalKey) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*k = ""
	case string:
		*k = OptionalKey(v)
	case []byte:
		*k = OptionalKey(v)
	default:
		return fmt.Errorf("scan %T into a key", src)
	}
	return nil
}
