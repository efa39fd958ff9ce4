package service

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"xuncha/model"
	"xuncha/repository"
)

// Reminders tells other systems of due days that come near, are there, or have passed.
type Reminders struct{ base }

// Send writes the reminders that are due today into the events, each once however often and from however many replicas it
// is called, and answers how many there were.
func (s *Reminders) Send(ctx context.Context) (sent int, err error) {
	today := model.NewDate(s.clock())
	for after := uint64(0); ; {
		ids, err := s.store.Reminders.Due(ctx, after, today, model.RemindFrom(today))
		if err != nil || len(ids) == 0 {
			return sent, err
		}
		after = ids[len(ids)-1]
		n, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (int, error) { return s.send(ctx, tx, ids, today) })
		if sent += n; err != nil {
			return sent, err
		}
	}
}

// send reminds of some findings. They are locked first, so that of two replicas the second sees what the first has sent.
func (s *Reminders) send(ctx context.Context, tx *repository.Store, ids []uint64, today model.Date) (int, error) {
	rows, err := tx.Reminders.Lock(ctx, ids)
	if err != nil {
		return 0, err
	}
	earlier, err := tx.Reminders.Sent(ctx, ids)
	if err != nil {
		return 0, err
	}
	sent := map[model.Reminder]bool{}
	for _, r := range earlier {
		sent[model.Reminder{RectificationID: r.RectificationID, DueOn: r.DueOn, Kind: r.Kind}] = true
	}
	inspections := make([]uint64, len(rows))
	for i, r := range rows {
		inspections[i] = r.InspectionID
	}
	standing, err := tx.Rectifications.Standing(ctx, inspections)
	if err != nil {
		return 0, err
	}
	at := s.now()
	var reminders []model.Reminder
	var events []model.Event
	for _, r := range rows {
		kind, needed := r.Reminder(today)
		if !needed || !standing[r.InspectionID] || sent[model.Reminder{RectificationID: r.ID, DueOn: r.DueOn, Kind: kind}] {
			continue
		}
		id, err := uuid.NewV7()
		if err != nil {
			return 0, fmt.Errorf("make an event id: %w", err)
		}
		reminders = append(reminders, model.Reminder{
			RectificationID: r.ID, RegionCode: r.RegionCode, DueOn: r.DueOn, Kind: kind, CreatedAt: at,
		})
		events = append(events, model.Event{
			EventID: id.String(), Type: kind.EventType(), ThingKind: "finding", ThingID: r.ID, ThingCode: r.Number,
			RegionCode: r.RegionCode, Version: r.Version, At: at, OrganizationID: r.OrganizationID,
		})
	}
	if err := tx.Reminders.Create(ctx, reminders); err != nil {
		return 0, err
	}
	return len(reminders), tx.Trail.Append(ctx, nil, events)
}
