package service

import (
	"fmt"

	"github.com/google/uuid"

	"xuncha/model"
)

// events are what other systems hear of a change. A thing that went to another region or organization is told of twice: that
// it left, to those who saw it there, and what happened, to those who see it now.
func (c change) events(at model.Time) ([]model.Event, error) {
	told := model.Event{
		Type: c.operation, ThingKind: c.kind, ThingID: c.id, ThingCode: c.code, RegionCode: c.region, Version: c.version, At: at,
	}
	row := c.of
	for _, other := range []any{c.after, c.before} {
		if row == nil {
			row = other
		}
	}
	region, organizationID, owned := ownerOf(row)
	told.OrganizationID = organizationID
	events := []model.Event{told}
	if before, from, was := ownerOf(c.before); owned && was && c.after != nil && (before != region || from != organizationID) {
		left := told
		left.Type, left.RegionCode, left.OrganizationID = c.kind+"."+leave, before, from
		events = []model.Event{left, told}
	}
	for i := range events {
		id, err := uuid.NewV7()
		if err != nil {
			return nil, fmt.Errorf("make an event id: %w", err)
		}
		events[i].EventID = id.String()
	}
	return events, nil
}

// leave ends the type of an event for those who do not see a thing any more.
const leave = "leave"

// ownerOf is the region and the organization of a thing, and false for what belongs to no organization.
func ownerOf(row any) (region model.RegionCode, organizationID uint64, ok bool) {
	switch row := row.(type) {
	case model.Organization:
		return row.RegionCode, row.ID, true
	case model.Site:
		return row.RegionCode, row.OrganizationID, true
	case model.Account:
		return row.RegionCode, row.OrganizationID, true
	case model.Inspection:
		return row.RegionCode, row.TargetOrganizationID, true
	case model.Rectification:
		return row.RegionCode, row.OrganizationID, true
	case model.Measure:
		return row.RegionCode, row.OrganizationID, true
	case model.Attachment:
		return row.RegionCode, row.OrganizationID, true
	case model.Filing:
		return row.RegionCode, row.OrganizationID, true
	case model.Handed:
		return row.RegionCode, row.OrganizationID, true
	}
	return "", 0, false
}
