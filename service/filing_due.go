package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// filingDue is the last of the working days within which a duty is filed. It is none when the arrangement of that year is not
// known yet: a change of the register waits for no calendar.
func filingDue(ctx context.Context, tx *repository.Store, since model.Date) (model.Date, error) {
	years, err := calendarYears(ctx, tx)
	if err != nil {
		return "", err
	}
	due, err := model.NewWorkCalendar(years...).After(since, model.FilingDays)
	if hasKind(err, model.KindConflict) {
		return "", nil
	}
	return due, err
}
