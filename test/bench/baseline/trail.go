package baseline

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"xuncha/model"
	"xuncha/service/seal"
)

// change is one thing that happened, for the audit entry and the event.
type change struct {
	operation, kind, code string
	id, version           uint64
	region                model.RegionCode
	organizationID        uint64
	before, after         any
	private               bool // no event
}

const (
	auditColumns = `at, actor_name, actor_role, token_id, source, request_id, operation, thing_kind, thing_id, region_code, reason,
before_state, after_state, user_id, actor_scope, outcome, key_id, mac`
	eventColumns = "event_id, type, thing_kind, thing_id, thing_code, region_code, version, at, organization_id"
)

// record writes an audit entry and an event for each change.
func (s *Server) record(ctx context.Context, tx *sql.Tx, a model.Actor, at model.Time, changes ...change) error {
	entries, events := make([][]any, 0, len(changes)), make([][]any, 0, len(changes))
	for _, c := range changes {
		e := model.AuditEntry{
			At: at, ActorName: a.Name, ActorRole: a.Role, TokenID: a.TokenID, Source: a.Source, RequestID: a.RequestID,
			Operation: c.operation, ThingKind: c.kind, ThingID: c.id, RegionCode: c.region,
			UserID: a.UserID, ActorScope: a.Scope, Outcome: model.AuditDone,
		}
		var err error
		if e.BeforeState, err = state(c.before); err != nil {
			return err
		}
		if e.AfterState, err = state(c.after); err != nil {
			return err
		}
		salt := make([]byte, model.AuditSalt)
		_, _ = rand.Read(salt) // never fails
		keyID, mac := s.ring.MAC(seal.ForAudit, e.Canonical(salt))
		entries = append(entries, []any{
			e.At, e.ActorName, string(e.ActorRole), e.TokenID, e.Source, e.RequestID, e.Operation, e.ThingKind, e.ThingID,
			string(e.RegionCode), "", e.BeforeState, e.AfterState, e.UserID, string(e.ActorScope), string(e.Outcome), keyID,
			append(salt, mac...),
		})
		if !c.private {
			events = append(events, []any{
				uuid.Must(uuid.NewV7()).String(), c.operation, c.kind, c.id, c.code, string(c.region), c.version, at, c.organizationID,
			})
		}
	}
	if _, err := s.insert(ctx, tx, "audit_entries", auditColumns, entries); err != nil {
		return err
	}
	_, err := s.insert(ctx, tx, "events", eventColumns, events)
	return err
}

// state is a row as the trail keeps it.
func state(row any) (string, error) {
	if row == nil {
		return "", nil
	}
	text, err := json.Marshal(row)
	if err != nil {
		return "", fmt.Errorf("encode an audit entry: %w", err)
	}
	return string(text), nil
}

// inspectionState has the columns in the order of the trail.
type inspectionState struct {
	AccountID              model.OptionalID
	AssignedName           string
	AssignedTo             model.OptionalID
	BonusScore             *model.Score
	CampaignCode           string
	CampaignID             uint64
	CreatedAt              model.Time
	DeductedScore          *model.Score
	DrawnAs                model.DrawOutcome
	DrawnReason            string
	FinalScore             *model.Score
	ID                     uint64
	Kind                   model.Subject
	RegionCode             model.RegionCode
	ReturnReason           string
	Revision               int
	SiteID                 model.OptionalID
	Status                 model.InspectionStatus
	TargetCode             string
	TargetHomeURL          string
	TargetIsPortal         bool
	TargetName             string
	TargetOrganizationID   uint64
	TargetOrganizationName string
	TargetPlatform         model.Platform
	TargetPublicService    bool
	UpdatedAt              model.Time
	Verdict                model.Verdict
	Version                uint64
	WaiveReason            string
}

func stateOfInspection(i *model.Inspection) *inspectionState {
	return &inspectionState{
		AccountID: i.AccountID, AssignedName: i.AssignedName, AssignedTo: i.AssignedTo, BonusScore: i.BonusScore,
		CampaignCode: i.CampaignCode, CampaignID: i.CampaignID, CreatedAt: i.CreatedAt, DeductedScore: i.DeductedScore,
		DrawnAs: i.DrawnAs, DrawnReason: i.DrawnReason, FinalScore: i.FinalScore, ID: i.ID, Kind: i.Kind, RegionCode: i.RegionCode,
		ReturnReason: i.ReturnReason, Revision: i.Revision, SiteID: i.SiteID, Status: i.Status, TargetCode: i.TargetCode,
		TargetHomeURL: i.TargetHomeURL, TargetIsPortal: i.TargetIsPortal, TargetName: i.TargetName,
		TargetOrganizationID: i.TargetOrganizationID, TargetOrganizationName: i.TargetOrganizationName,
		TargetPlatform: i.TargetPlatform, TargetPublicService: i.TargetPublicService, UpdatedAt: i.UpdatedAt, Verdict: i.Verdict,
		Version: i.Version, WaiveReason: i.WaiveReason,
	}
}

// findingState has the columns in the order of the trail.
type findingState struct {
	AccountID        model.OptionalID
	CampaignCode     string
	CampaignID       uint64
	CreatedAt        model.Time
	Description      string
	DueOn            model.Date
	ExemptUntil      model.Date
	FaultKey         string
	ID               uint64
	Indicator        string
	IndicatorName    string
	InspectionID     uint64
	Kind             model.Subject
	LocationURL      string
	Number           string
	Occurrences      int
	OrganizationID   uint64
	OrganizationName string
	Part             model.Part
	Points           model.Points
	RecurrenceNumber string
	RecurrenceOf     model.OptionalID
	RegionCode       model.RegionCode
	Serial           int
	SiteID           model.OptionalID
	State            model.FindingState
	SubmittedOn      model.Date
	TargetCode       string
	TargetName       string
	TargetPlatform   model.Platform
	UpdatedAt        model.Time
	Version          uint64
}

func stateOfFinding(r *model.Rectification) *findingState {
	return &findingState{
		AccountID: r.AccountID, CampaignCode: r.CampaignCode, CampaignID: r.CampaignID, CreatedAt: r.CreatedAt,
		Description: r.Description, DueOn: r.DueOn, ExemptUntil: r.ExemptUntil, FaultKey: r.FaultKey, ID: r.ID, Indicator: r.Indicator,
		IndicatorName: r.IndicatorName, InspectionID: r.InspectionID, Kind: r.Kind, LocationURL: r.LocationURL, Number: r.Number,
		Occurrences: r.Occurrences, OrganizationID: r.OrganizationID, OrganizationName: r.OrganizationName, Part: r.Part,
		Points: r.Points, RecurrenceNumber: r.RecurrenceNumber, RecurrenceOf: r.RecurrenceOf, RegionCode: r.RegionCode, Serial: r.Serial,
		SiteID: r.SiteID, State: r.State, SubmittedOn: r.SubmittedOn, TargetCode: r.TargetCode, TargetName: r.TargetName,
		TargetPlatform: r.TargetPlatform, UpdatedAt: r.UpdatedAt, Version: r.Version,
	}
}
