package baseline

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/csv"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"xuncha/model"
)

type accountAnswer struct {
	ID                     uint64           `json:"id"`
	Platform               model.Platform   `json:"platform"`
	Name                   string           `json:"name"`
	PlatformAccountID      string           `json:"platform_account_id"`
	CertifiedSubject       string           `json:"certified_subject"`
	OrganizationID         uint64           `json:"organization_id"`
	RegionCode             model.RegionCode `json:"region_code"`
	State                  model.State      `json:"state"`
	OpenedOn               model.Date       `json:"opened_on"`
	ClosedOn               model.Date       `json:"closed_on"`
	CloseReason            string           `json:"close_reason"`
	NationalFilingNumber   string           `json:"national_filing_number"`
	ProvincialFilingNumber string           `json:"provincial_filing_number"`
	Version                uint64           `json:"version"`
	CreatedAt              time.Time        `json:"created_at"`
	UpdatedAt              time.Time        `json:"updated_at"`
	AllowedActions         []string         `json:"allowed_actions"`
	Warnings               []warningAnswer  `json:"warnings"`
}

type warningAnswer struct {
	Code string `json:"code"`
	Text string `json:"detail"`
}

type accountList struct {
	Items []accountAnswer `json:"items"`
	Next  *string         `json:"next"`
}

const accountColumns = `id, platform, name, platform_account_id, certified_subject, organization_id, region_code, state, opened_on, closed_on,
close_reason, national_filing_number, provincial_filing_number, version, created_at, updated_at`

// accounts answers a piece of the list by key, or all of it as a file.
func (s *Server) accounts(c *caller) error {
	q := c.URL.Query()
	if q.Get("format") == "csv" {
		return s.exportAccounts(c)
	}
	after, _ := strconv.ParseUint(q.Get("after"), 10, 64)
	limit, err := strconv.Atoi(q.Get("limit"))
	if err != nil {
		return refusal(http.StatusBadRequest)
	}
	rows, err := s.accountsAfter(c.Context(), model.Scope(q.Get("region")), q.Get("q"), after, limit+1)
	if err != nil {
		return err
	}
	out := accountList{Items: rows}
	if len(rows) > limit {
		out.Items = rows[:limit]
		next := strconv.FormatUint(rows[limit-1].ID, 10)
		out.Next = &next
	}
	if err := s.warn(c.Context(), out.Items); err != nil {
		return err
	}
	for i := range out.Items {
		out.Items[i].AllowedActions = c.actions(out.Items[i].RegionCode, out.Items[i].State.LifeActions())
	}
	return c.json(http.StatusOK, out)
}

// escaped keeps the wildcards of a LIKE from meaning anything.
var escaped = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

func (s *Server) accountsAfter(ctx context.Context, region model.Scope, words string, after uint64, limit int) ([]accountAnswer, error) {
	text, args := "SELECT "+accountColumns+" FROM accounts WHERE id > ?", []any{after}
	if region != "" {
		text, args = text+" AND region_code >= ? AND region_code < ?", append(args, string(region), string(region)+":")
	}
	for word := range strings.FieldsSeq(words) {
		text, args = text+" AND search_text LIKE ? ESCAPE '!'", append(args, "%"+escaped.Replace(model.Key(word))+"%")
	}
	rows := make([]accountAnswer, 0, limit)
	err := s.each(ctx, nil, text+" ORDER BY id LIMIT ?", append(args, limit), func(r *sql.Rows) error {
		rows = append(rows, accountAnswer{Warnings: []warningAnswer{}})
		a := &rows[len(rows)-1]
		var created, updated model.Time
		err := r.Scan(&a.ID, (*string)(&a.Platform), &a.Name, &a.PlatformAccountID, &a.CertifiedSubject, &a.OrganizationID,
			(*string)(&a.RegionCode), (*string)(&a.State), &a.OpenedOn, &a.ClosedOn, &a.CloseReason, &a.NationalFilingNumber,
			&a.ProvincialFilingNumber, &a.Version, &created, &updated)
		a.CreatedAt, a.UpdatedAt = created.Time, updated.Time
		return err
	})
	return rows, err
}

// warn tells of other accounts of the same organization on the same platform.
func (s *Server) warn(ctx context.Context, rows []accountAnswer) error {
	var owners []any
	seen := map[uint64]bool{}
	for _, a := range rows {
		if a.State != model.StateClosed && !seen[a.OrganizationID] {
			seen[a.OrganizationID], owners = true, append(owners, a.OrganizationID)
		}
	}
	type place struct {
		organizationID uint64
		platform       model.Platform
	}
	type other struct {
		id   uint64
		name string
	}
	others := map[place][]other{}
	for piece := range slices.Chunk(owners, insertBatch) {
		text := "SELECT id, name, organization_id, platform FROM accounts WHERE organization_id IN " + list(len(piece)) + " AND state <> 'closed' ORDER BY id"
		err := s.each(ctx, nil, text, piece, func(r *sql.Rows) error {
			var o other
			var at place
			err := r.Scan(&o.id, &o.name, &at.organizationID, (*string)(&at.platform))
			others[at] = append(others[at], o)
			return err
		})
		if err != nil {
			return err
		}
	}
	for i := range rows {
		a := &rows[i]
		var names []string
		for _, o := range others[place{a.OrganizationID, a.Platform}] {
			if o.id != a.ID {
				names = append(names, o.name)
			}
		}
		if len(names) > 0 && a.State != model.StateClosed {
			w := model.SecondAccount(strings.Join(names, "、"))
			a.Warnings = append(a.Warnings, warningAnswer{w.Code, w.Text(model.Chinese)})
		}
	}
	return nil
}

const exportPiece = 1000

// exportAccounts answers every account as CSV, piece by piece, so that memory stays flat.
func (s *Server) exportAccounts(c *caller) error {
	if err := s.noteExport(c, "account"); err != nil {
		return err
	}
	h := c.ResponseWriter.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="accounts.csv"`)
	h.Set("Trailer", "X-Row-Count")
	out := bufio.NewWriter(c.ResponseWriter)
	_, _ = out.WriteRune('\uFEFF')
	w := csv.NewWriter(out)
	w.UseCRLF = true
	err := w.Write([]string{"平台", "账号名称", "账号ID", "认证主体", "主办单位", "行政区划代码", "状态", "开通日期", "关停日期", "关停原因", "全国备案号", "省级备案号"})
	if err != nil {
		return err
	}
	total := 0
	for after, more := uint64(0), true; more; {
		rows, err := s.accountsAfter(c.Context(), model.Scope(c.URL.Query().Get("region")), "", after, exportPiece+1)
		if err != nil {
			return err
		}
		if more = len(rows) > exportPiece; more {
			rows = rows[:exportPiece]
		}
		names, err := s.names(c.Context(), rows)
		if err != nil {
			return err
		}
		for _, a := range rows {
			after = a.ID
			err := w.Write([]string{
				a.Platform.Label(), guarded(a.Name), guarded(a.PlatformAccountID), guarded(a.CertifiedSubject), guarded(names[a.OrganizationID]), string(a.RegionCode),
				a.State.Label(), string(a.OpenedOn), string(a.ClosedOn), guarded(a.CloseReason), guarded(a.NationalFilingNumber), guarded(a.ProvincialFilingNumber),
			})
			if err != nil {
				return err
			}
		}
		total += len(rows)
	}
	if w.Flush(); w.Error() != nil {
		return w.Error()
	}
	h.Set("X-Row-Count", strconv.Itoa(total))
	return out.Flush()
}

// guarded keeps a spreadsheet program from taking a text for a formula.
func guarded(text string) string {
	if bare := strings.TrimLeft(text, "'"); bare != "" && strings.ContainsRune("=+-@\t\r", rune(bare[0])) {
		return "'" + text
	}
	return text
}

func (s *Server) names(ctx context.Context, rows []accountAnswer) (map[uint64]string, error) {
	names := map[uint64]string{}
	var ids []any
	for _, a := range rows {
		if _, known := names[a.OrganizationID]; !known {
			names[a.OrganizationID], ids = "", append(ids, a.OrganizationID)
		}
	}
	for piece := range slices.Chunk(ids, insertBatch) {
		err := s.each(ctx, nil, "SELECT id, name FROM organizations WHERE id IN "+list(len(piece)), piece, func(r *sql.Rows) error {
			var id uint64
			var name string
			err := r.Scan(&id, &name)
			names[id] = name
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}

// noteExport writes down that a caller takes a table away.
func (s *Server) noteExport(c *caller, noun string) error {
	filter := map[string][]string{}
	for name, values := range c.URL.Query() {
		if name != "format" {
			filter[name] = values
		}
	}
	return s.inTx(c.Context(), func(tx *sql.Tx) error {
		return s.record(c.Context(), tx, c.actor, s.now(), change{operation: noun + ".export", private: true, after: struct {
			Filter       map[string][]string
			Format, Path string
		}{filter, "csv", c.URL.Path}})
	})
}
