package repository

import (
	"errors"
	"reflect"

	"gorm.io/gorm"

	"xuncha/model"
)

// byHand reads rows of one kind without reflection, which costs more than their statement: those that most requests read, or that
// are read by the hundred. A test holds the columns and the places to the row.
type byHand[T any] struct {
	columns []string
	places  func(row *T) []any
}

// hands are the kinds that are read so.
var hands = map[reflect.Type]any{
	reflect.TypeFor[model.Token]():      &tokenHand,
	reflect.TypeFor[model.Site]():       &siteHand,
	reflect.TypeFor[model.Account]():    &accountHand,
	reflect.TypeFor[model.Campaign]():   &campaignHand,
	reflect.TypeFor[model.Inspection](): &inspectionHand,
	reflect.TypeFor[model.Event]():      &eventHand,
	reflect.TypeFor[model.AuditEntry](): &auditHand,
}

// find reads what q selects, by hand where that is known for the kind.
func find[T any](q *gorm.DB, into *[]T) error {
	hand, known := hands[reflect.TypeFor[T]()].(*byHand[T])
	if !known {
		return q.Find(into).Error
	}
	return hand.find(q, into)
}

func (h *byHand[T]) find(q *gorm.DB, into *[]T) (err error) {
	rows, err := q.Model(new(T)).Select(h.columns).Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	*into = (*into)[:0]
	for rows.Next() {
		var row T
		*into = append(*into, row)
		if err := rows.Scan(h.places(&(*into)[len(*into)-1])...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// take reads the one row that q selects.
func take[T any](q *gorm.DB, into *T) error {
	var rows []T
	if err := find(q.Limit(1), &rows); err != nil {
		return err
	}
	if len(rows) == 0 {
		return gorm.ErrRecordNotFound
	}
	*into = rows[0]
	return nil
}

var tokenHand = byHand[model.Token]{
	[]string{
		"id", "name", "role", "scope", "prefix", "hash", "revoked_at", "created_at", "permissions", "networks", "expires_at",
		"previous_hash", "previous_until", "last_used_at", "last_used_source", "version", "updated_at",
	},
	func(t *model.Token) []any {
		return []any{
			&t.ID, &t.Name, (*string)(&t.Role), (*string)(&t.Scope), &t.Prefix, &t.Hash, &t.RevokedAt, &t.CreatedAt, &t.Permissions, &t.Networks,
			&t.ExpiresAt, &t.PreviousHash, &t.PreviousUntil, &t.LastUsedAt, &t.LastUsedSource, &t.Version, &t.UpdatedAt,
		}
	},
}

var siteHand = byHand[model.Site]{
	[]string{
		"id", "code", "name", "home_url", "is_portal", "organization_id", "region_code", "state", "opened_on", "closed_on", "close_reason",
		"icp_number", "public_security_number", "search_text", "version", "created_at", "updated_at",
	},
	func(s *model.Site) []any {
		return []any{
			&s.ID, &s.Code, &s.Name, &s.HomeURL, &s.IsPortal, &s.OrganizationID, (*string)(&s.RegionCode), (*string)(&s.State), &s.OpenedOn,
			&s.ClosedOn, &s.CloseReason, &s.ICPNumber, &s.PublicSecurityNumber, &s.SearchText, &s.Version, &s.CreatedAt, &s.UpdatedAt,
		}
	},
}

var accountHand = byHand[model.Account]{
	[]string{
		"id", "platform", "name", "platform_account_id", "certified_subject", "organization_id", "region_code", "state", "opened_on",
		"closed_on", "close_reason", "national_filing_number", "provincial_filing_number", "name_key", "platform_account_key", "search_text",
		"ended", "version", "created_at", "updated_at",
	},
	func(a *model.Account) []any {
		return []any{
			&a.ID, (*string)(&a.Platform), &a.Name, &a.PlatformAccountID, &a.CertifiedSubject, &a.OrganizationID, (*string)(&a.RegionCode),
			(*string)(&a.State), &a.OpenedOn, &a.ClosedOn, &a.CloseReason, &a.NationalFilingNumber, &a.ProvincialFilingNumber, &a.NameKey,
			&a.PlatformAccountKey, &a.SearchText, &a.Ended, &a.Version, &a.CreatedAt, &a.UpdatedAt,
		}
	},
}

// namedAccounts are accounts as far as they stand beside others of their organizations.
var namedAccounts = byHand[model.Account]{
	[]string{"id", "platform", "name", "organization_id"},
	func(a *model.Account) []any { return []any{&a.ID, (*string)(&a.Platform), &a.Name, &a.OrganizationID} },
}

var campaignHand = byHand[model.Campaign]{
	[]string{
		"id", "code", "title", "year", "round", "round_label", "issuer_level", "region_code", "monitoring_date", "catalogue_id", "kinds",
		"scored_kinds", "pass_line", "review_required", "rate_decimals", "rate_rounding", "state", "opened_at", "closed_at", "published_at",
		"figure_changes", "version", "created_at", "updated_at",
	},
	func(c *model.Campaign) []any {
		return []any{
			&c.ID, &c.Code, &c.Title, &c.Year, &c.Round, &c.RoundLabel, (*string)(&c.IssuerLevel), (*string)(&c.RegionCode), &c.MonitoringDate,
			&c.CatalogueID, &c.Kinds, &c.ScoredKinds, &c.PassLine, &c.ReviewRequired, &c.RateDecimals, (*string)(&c.RateRounding),
			(*string)(&c.State), &c.OpenedAt, &c.ClosedAt, &c.PublishedAt, &c.FigureChanges, &c.Version, &c.CreatedAt, &c.UpdatedAt,
		}
	},
}

var inspectionHand = byHand[model.Inspection]{
	[]string{
		"id", "campaign_id", "campaign_code", "kind", "site_id", "account_id", "target_code", "target_name", "target_home_url",
		"target_is_portal", "target_platform", "target_organization_id", "target_organization_name", "target_public_service", "target_key",
		"region_code", "drawn_as", "drawn_reason", "status", "verdict", "deducted_score", "bonus_score", "final_score", "revision",
		"waive_reason", "return_reason", "assigned_to", "assigned_name", "search_text", "version", "created_at", "updated_at",
	},
	func(i *model.Inspection) []any {
		return []any{
			&i.ID, &i.CampaignID, &i.CampaignCode, (*string)(&i.Kind), &i.SiteID, &i.AccountID, &i.TargetCode, &i.TargetName, &i.TargetHomeURL,
			&i.TargetIsPortal, (*string)(&i.TargetPlatform), &i.TargetOrganizationID, &i.TargetOrganizationName, &i.TargetPublicService,
			&i.TargetKey, (*string)(&i.RegionCode), (*string)(&i.DrawnAs), &i.DrawnReason, (*string)(&i.Status), (*string)(&i.Verdict),
			&i.DeductedScore, &i.BonusScore, &i.FinalScore, &i.Revision, &i.WaiveReason, &i.ReturnReason, &i.AssignedTo, &i.AssignedName,
			&i.SearchText, &i.Version, &i.CreatedAt, &i.UpdatedAt,
		}
	},
}

var eventHand = byHand[model.Event]{
	[]string{
		"id", "event_id", "type", "thing_kind", "thing_id", "thing_code", "region_code", "version", "at", "organization_id", "position",
	},
	func(e *model.Event) []any {
		return []any{
			&e.ID, &e.EventID, &e.Type, &e.ThingKind, &e.ThingID, &e.ThingCode, (*string)(&e.RegionCode), &e.Version, &e.At, &e.OrganizationID,
			&e.Position,
		}
	},
}

var auditHand = byHand[model.AuditEntry]{
	[]string{
		"id", "at", "actor_name", "actor_role", "token_id", "source", "request_id", "operation", "thing_kind", "thing_id", "region_code",
		"reason", "before_state", "after_state", "user_id", "actor_scope", "outcome", "key_id", "mac", "seq", "hash",
	},
	func(e *model.AuditEntry) []any {
		return []any{
			&e.ID, &e.At, &e.ActorName, (*string)(&e.ActorRole), &e.TokenID, &e.Source, &e.RequestID, &e.Operation, &e.ThingKind, &e.ThingID,
			(*string)(&e.RegionCode), &e.Reason, &e.BeforeState, &e.AfterState, &e.UserID, (*string)(&e.ActorScope), (*string)(&e.Outcome),
			&e.KeyID, &e.MAC, &e.Seq, &e.Hash,
		}
	},
}
