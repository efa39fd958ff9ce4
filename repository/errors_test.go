package repository_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"

	mysqldriver "github.com/go-sql-driver/mysql"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// canary stands in the values of rows that are refused. It must never come back in a refusal.
const canary = "canary"

// twice stores, for each unique index that callers can run into, a row that only this index can refuse: the second time.
var twice = map[string]func(t *testing.T, s *repository.Store) error{
	"regions_code_key": func(t *testing.T, s *repository.Store) error {
		return s.Regions.Create(t.Context(), newRegion("430000"))
	},
	"organizations_name_key": func(t *testing.T, s *repository.Store) error {
		return s.Organizations.Create(t.Context(), newOrganization(canary, "422802"))
	},
	"sites_code_key": func(t *testing.T, s *repository.Store) error {
		return s.Sites.Create(t.Context(), newSite(1, owner(t, s)))
	},
	"accounts_name_key": func(t *testing.T, s *repository.Store) error {
		row := newAccount(owner(t, s), canary, "")
		return s.Accounts.Create(t.Context(), row)
	},
	"accounts_platform_account_key": func(t *testing.T, s *repository.Store) error {
		name := fmt.Sprint("other name ", ask[int](t, s, "SELECT COUNT(*) FROM accounts"))
		return s.Accounts.Create(t.Context(), newAccount(owner(t, s), name, canary))
	},
	"catalogues_document_key": func(t *testing.T, s *repository.Store) error {
		return s.Catalogues.Create(t.Context(), newCatalogue(canary), nil)
	},
	"campaigns_code_key": func(t *testing.T, s *repository.Store) error {
		return s.Campaigns.Create(t.Context(), newCampaign(t, s, "422800"))
	},
	"inspections_target_key": func(t *testing.T, s *repository.Store) error {
		c := newCampaign(t, s, "422800")
		c.Code = fmt.Sprint(canary, ask[int](t, s, "SELECT COUNT(*) FROM campaigns"))
		var found []model.Campaign
		must(t, s.DB().Find(&found).Error)
		if len(found) == 0 {
			must(t, s.Campaigns.Create(t.Context(), c))
		} else {
			c = &found[0]
		}
		return s.Inspections.Draw(t.Context(), []model.Inspection{
			model.NewInspection(*c, model.SubjectSite, model.Target{TargetKey: canary, RegionCode: "422801"}, noon),
		})
	},
	"users_name_key": func(t *testing.T, s *repository.Store) error {
		return repository.Translate(s.DB().Create(&model.User{Name: canary, NameKey: canary, CreatedAt: noon, UpdatedAt: noon}).Error)
	},
	"users_subject_key": func(t *testing.T, s *repository.Store) error {
		name := fmt.Sprint(ask[int](t, s, "SELECT COUNT(*) FROM users"))
		return repository.Translate(s.DB().Create(&model.User{NameKey: name, SubjectKey: []byte(canary), CreatedAt: noon, UpdatedAt: noon}).Error)
	},
	"drafts_author_key": func(t *testing.T, s *repository.Store) error {
		target := model.NewInspection(model.Campaign{ID: 1}, model.SubjectSite, model.Target{TargetKey: canary, RegionCode: "422801"}, noon)
		if ask[int](t, s, "SELECT COUNT(*) FROM inspections") == 0 {
			c := newCampaign(t, s, "422800")
			must(t, s.Campaigns.Create(t.Context(), c))
			target.CampaignID = c.ID
			must(t, s.Inspections.Draw(t.Context(), []model.Inspection{target}))
		}
		var found model.Inspection
		must(t, s.DB().Take(&found).Error)
		draft := model.NewDraft(found, model.Actor{UserID: 7}, noon)
		draft.Note = canary
		return repository.Translate(s.DB().Create(&draft).Error)
	},
	"bulletins_campaign_key": func(t *testing.T, s *repository.Store) error {
		withoutReferences(t, s)
		return repository.Translate(s.DB().Create(&model.Bulletin{CampaignID: 1, Reason: canary, CreatedAt: noon, UpdatedAt: noon}).Error)
	},
	"rectifications_number_key": func(t *testing.T, s *repository.Store) error {
		withoutReferences(t, s)
		n := ask[int](t, s, "SELECT COUNT(*) FROM rectifications")
		return s.Rectifications.Create(t.Context(), []*model.Rectification{{Number: canary, Serial: n, CreatedAt: noon, UpdatedAt: noon}})
	},
	"rectifications_serial_key": func(t *testing.T, s *repository.Store) error {
		withoutReferences(t, s)
		number := fmt.Sprint(canary, ask[int](t, s, "SELECT COUNT(*) FROM rectifications"))
		return s.Rectifications.Create(t.Context(), []*model.Rectification{{Number: number, Serial: 1, CreatedAt: noon, UpdatedAt: noon}})
	},
	"rechecks_number_key": func(t *testing.T, s *repository.Store) error {
		withoutReferences(t, s)
		return s.Rechecks.Create(t.Context(), &model.Recheck{InspectionID: 1, Number: 1, Note: canary, CreatedAt: noon})
	},
	"work_calendars_year_key": func(t *testing.T, s *repository.Store) error {
		return s.Calendars.Create(t.Context(), &model.CalendarYear{Year: 2027, Source: canary, CreatedAt: noon, UpdatedAt: noon})
	},
	"reminders_key": func(t *testing.T, s *repository.Store) error {
		withoutReferences(t, s)
		return s.Reminders.Create(t.Context(), []model.Reminder{{RectificationID: 1, DueOn: "2022-10-28", Kind: "canary", CreatedAt: noon}})
	},
	"repeats_key": func(t *testing.T, s *repository.Store) error {
		return s.Repeats.Create(t.Context(), newRepeat(canary, noon))
	},
	"imports_once_key": func(t *testing.T, s *repository.Store) error {
		row := model.Import{OnceKey: canary, FileName: canary, Kind: model.ImportSites, Scope: "all", CreatedAt: noon, UpdatedAt: noon}
		return s.Imports.Create(t.Context(), &row, nil)
	},
	"import_mappings_name_key": func(t *testing.T, s *repository.Store) error {
		withoutReferences(t, s)
		row := model.ImportMapping{Name: canary, NameKey: canary, Kind: model.ImportSites, CreatedAt: noon, UpdatedAt: noon}
		return s.ImportMappings.Create(t.Context(), &row)
	},
	"tokens_hash_key": func(t *testing.T, s *repository.Store) error {
		return s.Tokens.Create(t.Context(), &model.Token{Name: canary, Role: model.RoleAdmin, Scope: "all", Hash: model.HashToken(canary), CreatedAt: noon})
	},
}

func TestDuplicateNamesTheField(t *testing.T) {
	fields, _ := repository.UniqueFields()
	for index, field := range fields {
		store := twice[index]
		if store == nil {
			t.Errorf("there is no case for %s", index)
			continue
		}
		t.Run(index, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, s *repository.Store) {
				must(t, store(t, s))
				err := store(t, s)
				if !errors.Is(err, repository.ErrTaken) {
					t.Errorf("it is not ErrTaken: %v", err)
				}
				refused(t, err, "already_exists", field)
				silent(t, err)
			})
		})
	}
}

// silent checks that a refusal says nothing of what the driver said: values, tables, indexes.
func silent(t *testing.T, err error) {
	t.Helper()
	var e *model.Error
	if !errors.As(err, &e) {
		t.Fatalf("not a refusal: %v", err)
	}
	for _, language := range []model.Language{model.Chinese, model.English} {
		text := model.Text(language, e.Code, e.Args...)
		for _, f := range e.Fields {
			text += f.Text(language) + f.Suggestion
		}
		for _, word := range []string{canary, "_key", "_fk", "UNIQUE", "FOREIGN", "Error", "constraint"} {
			if strings.Contains(text, word) {
				t.Errorf("the refusal says %q: %s", word, text)
			}
		}
	}
}

func TestReferences(t *testing.T) {
	cases := map[string]struct {
		change func(t *testing.T, s *repository.Store) error
		code   string
	}{
		"site of no organization": {func(t *testing.T, s *repository.Store) error {
			return s.Sites.Create(t.Context(), newSite(1, &model.Organization{ID: 77, RegionCode: "422801"}))
		}, "reference_gone"},
		"site in another region than its organization": {func(t *testing.T, s *repository.Store) error {
			o := *addOrganization(t, s, "one", "422801")
			o.RegionCode = "422802"
			return s.Sites.Create(t.Context(), newSite(1, &o))
		}, "reference_gone"},
		"organization of no region": {func(t *testing.T, s *repository.Store) error {
			return s.Organizations.Create(t.Context(), newOrganization("one", "110000"))
		}, "reference_gone"},
		"campaign of no catalogue": {func(t *testing.T, s *repository.Store) error {
			c := newCampaign(t, s, "422800")
			c.CatalogueID = 77
			return s.Campaigns.Create(t.Context(), c)
		}, "reference_gone"},
		"deleting an organization with a site": {func(t *testing.T, s *repository.Store) error {
			o := addOrganization(t, s, "one", "422801")
			addSite(t, s, 1, o)
			return s.Organizations.Delete(t.Context(), model.ScopeAll, o.ID, 1)
		}, "still_referenced"},
		"deleting a region with an organization": {func(t *testing.T, s *repository.Store) error {
			addOrganization(t, s, "one", "422801")
			return s.Regions.Delete(t.Context(), "422801", 1)
		}, "still_referenced"},
		"moving an organization with a site": {func(t *testing.T, s *repository.Store) error {
			o := addOrganization(t, s, "one", "422801")
			addSite(t, s, 1, o)
			o.RegionCode, o.Version = "422802", 2
			return s.Organizations.Update(t.Context(), model.ScopeAll, 1, o)
		}, "still_referenced"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, s *repository.Store) {
				err := c.change(t, s)
				refused(t, err, c.code, "")
				silent(t, err)
			})
		})
	}
}

// A value may look like the rest of the message.
func TestDuplicateIsToldByTheIndexAlone(t *testing.T) {
	const spoof = "x' for key 'sites_code_key'"
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		o := owner(t, s)
		must(t, s.Accounts.Create(t.Context(), newAccount(o, "one", spoof)))
		refused(t, s.Accounts.Create(t.Context(), newAccount(o, "two", spoof)), "already_exists", "platform_account_id")
	})
	// MySQL names the table too, MariaDB does not.
	for _, message := range []string{
		"Duplicate entry '4228000001' for key 'sites.sites_code_key'", "Duplicate entry '4228000001' for key 'sites_code_key'",
	} {
		refused(t, repository.Translate(&mysqldriver.MySQLError{Number: 1062, Message: message}), "already_exists", "code")
	}
}

func TestTranslate(t *testing.T) {
	network := &net.OpError{Op: "dial", Err: errors.New(canary)}
	for name, c := range map[string]struct {
		err  error
		code string // empty: handed on as it is
	}{
		"too many connections": {&mysqldriver.MySQLError{Number: 1040, Message: canary}, "database_unavailable"},
		"shutdown":             {&mysqldriver.MySQLError{Number: 1053, Message: canary}, "database_unavailable"},
		"connection killed":    {&mysqldriver.MySQLError{Number: 1927, Message: canary}, "database_unavailable"},
		"bad connection":       {driver.ErrBadConn, "database_unavailable"},
		"invalid connection":   {fmt.Errorf("query: %w", mysqldriver.ErrInvalidConn), "database_unavailable"},
		"network":              {network, "database_unavailable"},
		"deadline":             {context.DeadlineExceeded, ""},
		"caller gone":          {context.Canceled, ""},
		"syntax":               {&mysqldriver.MySQLError{Number: 1064, Message: canary}, ""},
		"unknown index":        {&mysqldriver.MySQLError{Number: 1062, Message: "Duplicate entry 'canary' for key 'events_event_key'"}, ""},
		"something":            {io.ErrUnexpectedEOF, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := repository.Translate(c.err)
			var e *model.Error
			if c.code == "" {
				if err == nil || errors.As(err, &e) {
					t.Errorf("it became %v", err)
				}
				return
			}
			refused(t, err, c.code, "")
			silent(t, err)
			if !errors.Is(err, c.err) && !errors.Is(err, mysqldriver.ErrInvalidConn) {
				t.Error("the log would not say what happened")
			}
		})
	}
	if repository.Translate(nil) != nil {
		t.Error("no error became one")
	}
}
