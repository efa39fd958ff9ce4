package model

import "fmt"

// Reminder is a word about a due day that was sent: once for each finding, due day and kind.
type Reminder struct {
	ID              uint64
	RectificationID uint64
	RegionCode      RegionCode
	DueOn           Date
	Kind            ReminderKind
	CreatedAt       Time
}

// ReminderKind is the distance from the due day.
type ReminderKind string

// The kinds of reminders: two days before (T-2), on the day (T0), and some days after it (T+n).
const (
	RemindSoon ReminderKind = "due_soon"
	RemindDue  ReminderKind = "due"
)

// remindAhead and remindAfter are the days before and after a due day on which somebody is reminded.
const remindAhead = 2

var remindAfter = []int{1, 3, 7, 14, 30}

// EventType is the type of the event that tells of a reminder.
func (k ReminderKind) EventType() string {
	if k == RemindSoon || k == RemindDue {
		return "finding." + string(k)
	}
	return "finding.overdue"
}

// RemindFrom is the last due day that may need a reminder on a day.
func RemindFrom(today Date) Date { return today.Add(remindAhead) }

// Reminder is the reminder that an open finding needs on a day, if any. After a pause of the program the newest alone is
// sent, not each that was missed.
func (r Rectification) Reminder(today Date) (ReminderKind, bool) {
	switch {
	case r.StateOn(today) != FindingOpen || r.DueOn == "" || r.DueOn > RemindFrom(today):
		return "", false
	case r.DueOn > today:
		return RemindSoon, true
	case r.DueOn == today:
		return RemindDue, true
	}
	kind := ReminderKind("")
	for _, n := range remindAfter {
		if r.DueOn.Add(n) <= today {
			kind = ReminderKind(fmt.Sprintf("overdue_%d", n))
		}
	}
	return kind, kind != ""
}
