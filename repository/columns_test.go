package repository_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	gormschema "gorm.io/gorm/schema"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// rowTypes is every row of the program; a table without one fails the test below.
var rowTypes = []any{
	model.Feed{},
	model.Webhook{},
	model.WebhookDelivery{},
	model.Region{},
	model.Organization{},
	model.Site{},
	model.Account{},
	model.Catalogue{},
	model.Indicator{},
	model.Campaign{},
	model.CampaignRegion{},
	model.Inspection{},
	model.CampaignTally{},
	model.Submission{},
	model.Finding{},
	model.Import{},
	model.ImportRow{},
	model.ImportJob{},
	model.ImportPiece{},
	model.ImportMapping{},
	model.Token{},
	model.AuditEntry{},
	model.Event{},
	model.User{},
	model.Session{},
	model.LoginCounter{},
	model.LoginSource{},
	model.SecuritySettings{},
	model.SSOLogin{},
	model.Contact{},
	model.Repeat{},
	model.AuditChain{},
	model.SelfCheck{},
	model.SamplingPlan{},
	model.SamplingItem{},
	model.PassedOver{},
	model.OrganizationVersion{},
	model.SiteVersion{},
	model.AccountVersion{},
	model.Filing{},
	model.Draft{},
	model.Review{},
	model.Rectification{},
	model.RectificationStep{},
	model.FindingCounter{},
	model.Measure{},
	model.Recheck{},
	model.CalendarYear{},
	model.Reminder{},
	model.Attachment{},
	model.Blob{},
	model.Bulletin{},
	model.BulletinRevision{},
	model.BulletinIssue{},
	model.BulletinPiece{},
	model.BulletinTemplate{},
	model.Passage{},
	model.Report{},
	model.ReportRow{},
	model.ReportPiece{},
	model.Reconciliation{},
	model.ReconciliationRow{},
	model.Pull{},
}

func parse(t *testing.T, row any) *gormschema.Schema {
	t.Helper()
	parsed, err := gormschema.Parse(row, &sync.Map{}, gormschema.NamingStrategy{})
	must(t, err)
	return parsed
}

func TestEveryColumnHasItsField(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		fields := map[string][]string{}
		for _, row := range rowTypes {
			parsed := parse(t, row)
			fields[parsed.Table] = slices.Sorted(slices.Values(parsed.DBNames))
		}
		columns := map[string][]string{}
		for _, table := range readSchema(t, s) {
			for _, c := range table.columns {
				columns[table.name] = append(columns[table.name], c.name)
			}
			slices.Sort(columns[table.name])
		}
		delete(columns, repository.VersionTable)
		delete(columns, repository.CopiesTable)
		if diff := gocmp.Diff(fields, columns); diff != "" {
			t.Errorf("(-rows +tables):\n%s", diff)
		}
	})
}

// A width is what the MySQL column declares.
type width struct {
	characters int
	ascii      bool
	nullable   bool
}

var declared = regexp.MustCompile(`^  (\w+) \w+(?:\((\d+)\))?(.*?)(NOT NULL|NULL)`)

// widths reads the dump of the schema, so that SQLite is tried with the same rows.
func widths(t *testing.T) map[string]width {
	t.Helper()
	out := map[string]width{}
	table := ""
	for line := range strings.Lines(readFile(t, "testdata/schema-mysql.txt")) {
		if !strings.HasPrefix(line, " ") {
			table, _, _ = strings.Cut(line, " ")
		}
		if m := declared.FindStringSubmatch(line); m != nil {
			n, _ := strconv.Atoi(m[2]) // texts without a limit have none
			out[table+"."+m[1]] = width{n, strings.Contains(m[3], "ascii"), m[4] == "NULL"}
		}
	}
	if len(out) < 100 {
		t.Fatalf("the dump has only %d columns", len(out))
	}
	return out
}

// edge is a set of values at the edge of what is taken.
type edge struct {
	at      string
	on      model.Date
	runes   string // of texts in every script
	letters string // of codes
	number  int64
	yes     bool
}

var edges = map[string]edge{
	"early": {"1950-01-01 00:00:00.000001", "1950-01-01", "𠮷𡈽aA e\u0301é＝'\"\\%_\u3000 ", "aA0'\"\\%_- ", 1, true},
	"late":  {"2199-12-31 23:59:59.999999", "2199-12-31", "𡈽\n\t巡查 ", "Zz9 ", 99_999, false},
}

// fill sets every field: texts as long as their column takes, numbers, times and JSON that a column could spoil.
func fill(t *testing.T, row reflect.Value, e edge, of map[string]width) {
	t.Helper()
	parsed := parse(t, row.Interface())
	for _, f := range parsed.Fields {
		w, found := of[parsed.Table+"."+f.DBName]
		if !found {
			t.Fatalf("the dump has no %s.%s", parsed.Table, f.DBName)
		}
		must(t, f.Set(t.Context(), row, e.value(t, f.FieldType, w)))
	}
}

func (e edge) value(t *testing.T, of reflect.Type, w width) any {
	t.Helper()
	text := e.text(w)
	switch reflect.Zero(of).Interface().(type) {
	case model.Time:
		at, err := time.Parse("2006-01-02 15:04:05.000000", e.at)
		must(t, err)
		return model.NewTime(at)
	case model.Date:
		return e.on
	case *model.Score:
		var score model.Score
		must(t, score.Scan(fmt.Sprintf("%d/3", 3*e.number+1)))
		return &score
	case model.Problems:
		return model.Problems{{Column: text, Code: "c", Args: []string{e.runes, ""}, Suggestion: `<&>`, Warning: e.yes}}
	case model.Notices:
		return model.Notices{e.runes, ""}
	case model.Values:
		return model.Values{e.runes: text, "": ""}
	case model.ImportDetails:
		return model.ImportDetails{
			Campaign: "c", Mapping: map[string]string{e.runes: text}, Form: model.ImportForm{Format: "csv", Separator: "\t"},
			LeftOut: []model.LeftOut{{Line: 2, Reason: "total", Text: e.runes}}, Failure: &model.ImportFailure{Code: "c", Args: []string{text}},
		}
	case model.Explanation:
		return model.Explanation{{Code: "c", Name: text, Points: 150, Args: []string{e.runes}}}
	case model.ReportedFindings:
		return model.ReportedFindings{{Indicator: "D05", Occurrences: 2, Points: 150, Description: text, LocationURL: e.runes}}
	case model.GroupTotals:
		return model.GroupTotals{{Name: text, Total: 150}, {Name: e.runes, Total: model.MaxPoints}}
	case model.Set[model.Subject]:
		return model.Set[model.Subject]{model.SubjectSite, model.SubjectAccount}
	case model.Set[model.ScoredKind]:
		return model.Set[model.ScoredKind]{model.ScoredPortal}
	case model.Set[model.Permission]:
		return model.Set[model.Permission]{model.ReadRegister, model.WriteRegister}
	case model.Set[model.Role]:
		return model.Set[model.Role]{model.RoleAdmin, model.RoleAuditor}
	case model.Set[model.MustInclude]:
		return model.Set[model.MustInclude]{model.IncludePortals}
	case model.Set[string]:
		return model.Set[string]{"10.0.0.0/8", "fd00::/8"}
	case model.RecheckFindings:
		return model.RecheckFindings{{Indicator: "S1", Occurrences: 2, Points: 150, Description: text, Number: e.runes}}
	case model.CalendarDays:
		return model.CalendarDays{{Day: e.on, Working: e.yes, Name: e.runes}}
	case model.BulletinWords:
		return model.BulletinWords{Title: text, Sections: map[string]string{e.runes: text}, Passages: []uint64{1 << 52}}
	case model.AcceptedWarnings:
		return model.AcceptedWarnings{{Key: "k", Reason: text, By: e.runes}}
	case model.BulletinFiles:
		return model.BulletinFiles{{Format: "docx", Size: 1 << 40, SHA256: text}}
	case model.TemplateWords:
		return model.TemplateWords{Title: text, Sections: []model.TemplateSection{{Key: "next", Text: e.runes}}, NextSteps: []model.TemplatePassage{{Title: text}}}
	case model.Gaps:
		return model.Gaps{{Column: "credit_code", Code: text, On: e.runes, ID: 1 << 52}}
	case model.Differences:
		return model.Differences{{Field: "name", Ours: text, Theirs: e.runes}}
	case []byte:
		return []byte(strings.Repeat("\x00\xff", 16))
	}
	value := reflect.New(of).Elem()
	switch of.Kind() {
	case reflect.String:
		value.SetString(text)
	case reflect.Bool:
		value.SetBool(e.yes)
	case reflect.Int, reflect.Int64:
		value.SetInt(e.number)
	case reflect.Uint64:
		value.SetUint(1<<53 - uint64(e.number))
	default:
		t.Fatalf("no value for %s", of)
	}
	return value.Interface()
}

func (e edge) text(w width) string {
	runes := []rune(e.runes)
	if w.ascii {
		runes = []rune(e.letters)
	}
	n := w.characters
	if n == 0 {
		n = model.MaxText
	}
	return string(slices.Repeat(runes, n/len(runes)+1)[:n])
}

var sameRow = gocmp.Options{
	gocmp.AllowUnexported(model.Score{}),
	gocmp.Comparer(func(a, b model.Time) bool { return a.Equal(b.Time) && a.Location() == b.Location() }),
}

// Every table gives back what it took, on both databases the same.
func TestEveryColumnGivesBackWhatItTook(t *testing.T) {
	of := widths(t)
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		withoutReferences(t, s)
		for _, kind := range rowTypes {
			for name, e := range edges {
				row := reflect.New(reflect.TypeOf(kind))
				fill(t, row.Elem(), e, of)
				keeps(t, s, name, row.Interface())
			}
			keeps(t, s, "zero", zeroRow(t, kind, of))
		}
	})
}

// zeroRow has nothing but what may not be NULL.
func zeroRow(t *testing.T, kind any, of map[string]width) any {
	t.Helper()
	row := reflect.New(reflect.TypeOf(kind))
	parsed := parse(t, kind)
	for _, f := range parsed.Fields {
		if f.DBName == "id" && strings.HasSuffix(parsed.Table, "_versions") { // the id is that of a thing
			must(t, f.Set(t.Context(), row.Elem(), 1))
		}
		required := !of[parsed.Table+"."+f.DBName].nullable
		switch f.FieldType {
		case reflect.TypeFor[model.Time](), reflect.TypeFor[model.Date](), reflect.TypeFor[[]byte]():
			if required {
				must(t, f.Set(t.Context(), row.Elem(), edges["late"].value(t, f.FieldType, width{})))
			}
		}
	}
	return row.Interface()
}

// keeps stores a row, reads it back and removes it.
func keeps(t *testing.T, s *repository.Store, name string, row any) {
	t.Helper()
	run(t, s, "DELETE FROM "+parse(t, row).Table)
	if err := s.DB().Create(row).Error; err != nil {
		t.Errorf("%T %s: %v", row, name, err)
		return
	}
	got := reflect.New(reflect.TypeOf(row).Elem()).Interface()
	must(t, s.DB().Take(got).Error)
	if diff := gocmp.Diff(row, got, sameRow, emptyIsNil(name)); diff != "" {
		t.Errorf("%T %s (-stored +read):\n%s", row, name, diff)
	}
	run(t, s, "DELETE FROM "+parse(t, row).Table)
}

// emptyIsNil lets a nil list come back as an empty one.
func emptyIsNil(name string) gocmp.Option {
	return gocmp.FilterPath(func(gocmp.Path) bool { return name == "zero" }, gocmp.FilterValues(
		func(a, b any) bool { return isEmptyList(a) && isEmptyList(b) },
		gocmp.Comparer(func(any, any) bool { return true })))
}

func isEmptyList(v any) bool {
	value := reflect.ValueOf(v)
	return value.IsValid() && (value.Kind() == reflect.Slice || value.Kind() == reflect.Map) && value.Len() == 0
}

func withoutReferences(t *testing.T, s *repository.Store) {
	t.Helper()
	statement := "SET foreign_key_checks = 0"
	if s.OnSQLite() {
		statement = "PRAGMA foreign_keys = 0"
	}
	run(t, s, statement)
}
