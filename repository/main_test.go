package repository_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(migratingVariable); address != "" {
		migrateAndExit(address)
	}
	dbtest.Main(m)
}

var noon = model.NewTime(time.Date(2022, 9, 30, 4, 0, 0, 123456789, time.UTC))

// must ends the test on an error, since what follows would only fail again.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, s *repository.Store, statement string, args ...any) {
	t.Helper()
	if _, err := s.Pool().ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func ask[T any](t *testing.T, s *repository.Store, query string, args ...any) (value T) {
	t.Helper()
	if err := s.Pool().QueryRowContext(t.Context(), query, args...).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

// refused checks the code of a refusal and the field it names, "" for none.
func refused(t *testing.T, err error, code, field string) {
	t.Helper()
	var e *model.Error
	if !errors.As(err, &e) {
		t.Errorf("want the refusal %s, got %v", code, err)
		return
	}
	got := ""
	if len(e.Fields) > 0 {
		got = e.Fields[0].Field
	}
	if e.Code != code || got != field {
		t.Errorf("want %s of %q, got %s of %q", code, field, e.Code, got)
	}
}

// inTx is InTx for what answers nothing.
func inTx(ctx context.Context, s *repository.Store, fn func(tx *repository.Store) error) error {
	_, err := repository.InTx(ctx, s, func(tx *repository.Store) (struct{}, error) { return struct{}{}, fn(tx) })
	return err
}

// deadline is a context that ends soon, for what would wait for ever.
func deadline(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	return context.WithTimeout(t.Context(), 200*time.Millisecond)
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	return string(text)
}
