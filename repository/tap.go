package repository

import (
	"context"
	"time"

	"gorm.io/gorm/logger"
)

// tap hands the statements on that GORM would log.
type tap struct {
	logger.Interface
	fn func(statement string)
}

// LogMode keeps the tap whatever level is asked for.
func (t tap) LogMode(logger.LogLevel) logger.Interface { return t }

// Trace is called after each statement.
func (t tap) Trace(_ context.Context, _ time.Time, statement func() (string, int64), _ error) {
	text, _ := statement()
	t.fn(text)
}
