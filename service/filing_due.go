package service

import (
	"context"
	"fmt"
	"time"

	"xuncha/model"
	"xuncha/repository"
)

// addWorkingDays is the last of n working days after a day, none when the working days of that time are not known.
func addWorkingDays(_ context.Context, _ *repository.Store, from model.Date, n int) (model.Date, error) {
	day, err := time.Parse(time.DateOnly, string(from))
	if err != nil {
		return "", fmt.Errorf("count working days: %w", err)
	}
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		if day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			n--
		}
	}
	return model.Date(day.Format(time.DateOnly)), nil
}
