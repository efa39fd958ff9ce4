package repository

import (
	"reflect"
	"sync"
	"testing"

	"gorm.io/gorm/schema"

	"xuncha/model"
)

// A row that is read by hand is read whole, each column into its field: a field that is new must not be left out.
func TestRowsReadByHandAreWhole(t *testing.T) {
	readWhole(t, &tokenHand)
	readWhole(t, &siteHand)
	readWhole(t, &accountHand)
	readWhole(t, &campaignHand)
	readWhole(t, &inspectionHand)
	readWhole(t, &eventHand)
	readWhole(t, &auditHand)
	if len(hands) != 7 {
		t.Errorf("%d kinds are read by hand, not those above", len(hands))
	}
}

func readWhole[T any](t *testing.T, h *byHand[T]) {
	t.Helper()
	for _, fault := range missing(t, h) {
		t.Errorf("%T: %s", *new(T), fault)
	}
}

func missing[T any](t *testing.T, h *byHand[T]) (faults []string) {
	t.Helper()
	var row T
	s, err := schema.Parse(&row, &sync.Map{}, schema.NamingStrategy{})
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]any{}
	places := h.places(&row)
	for n, column := range h.columns {
		if n < len(places) {
			at[column] = places[n]
		}
	}
	if len(at) != len(places) || len(at) != len(s.DBNames) {
		faults = append(faults, "other numbers of columns, places and fields")
	}
	for _, name := range s.DBNames {
		place, ok := at[name]
		if !ok {
			faults = append(faults, name+" is not read")
			continue
		}
		field := s.FieldsByDBName[name].ReflectValueOf(t.Context(), reflect.ValueOf(&row).Elem())
		if field.Addr().Pointer() != reflect.ValueOf(place).Pointer() {
			faults = append(faults, name+" is read into another field")
		}
	}
	return faults
}

// The control.
func TestRowsReadByHalfAreFound(t *testing.T) {
	half := byHand[model.Event]{[]string{"id", "thing_id"}, func(e *model.Event) []any { return []any{&e.ThingID, &e.ID} }}
	if got := len(missing(t, &half)); got != 12 { // the numbers, two in each other's place, nine that are not read
		t.Errorf("%d faults were found", got)
	}
}
