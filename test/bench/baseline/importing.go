package baseline

import (
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"xuncha/model"
	"xuncha/service"
)

// header is that of the files that are taken in, and which field each column is.
var header = []struct{ title, field string }{
	{"账号名称", "name"}, {"平台", "platform"}, {"主办单位", "organization"}, {"账号ID", "platform_account_id"}, {"行政区划代码", "region_code"},
}

// importing is one file on its way into the register.
type importing struct {
	*Server
	tx    *sql.Tx
	actor model.Actor
	at    model.Time
	rows  []accountRow

	regions map[model.RegionCode]bool
	owners  map[ownerKey]*model.Organization
	changes []change
}

type accountRow struct {
	line    int
	cells   model.Values
	owner   ownerKey
	account model.Account
}

type ownerKey struct {
	region model.RegionCode
	name   string
}

var errRow = errors.New("a row cannot be taken")

// Import takes a file of new accounts in, with the organizations that they need: all of it or nothing.
func (s *Server) Import(ctx context.Context, name string, content []byte) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		i := &importing{
			Server: s, tx: tx, actor: service.Operator("import accounts"), at: s.now(), regions: map[model.RegionCode]bool{},
			owners: map[ownerKey]*model.Organization{},
		}
		if err := i.read(content); err != nil {
			return err
		}
		for _, step := range []func(context.Context) error{i.lookAtRegions, i.lookAtOwners, i.lookAtAccounts, i.makeOwners, i.makeAccounts} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		return i.keep(ctx, name, content)
	})
}

// read reads the cells and what can be told from them alone.
func (i *importing) read(content []byte) error {
	r := csv.NewReader(strings.NewReader(string(content)))
	titles, err := r.Read()
	if err != nil {
		return fmt.Errorf("read the header: %w", err)
	}
	for n, h := range header {
		if len(titles) != len(header) || titles[n] != h.title {
			return fmt.Errorf("%w: the header is %q", errRow, titles)
		}
	}
	seen := map[[2]string]bool{}
	for line := 2; ; line++ {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read line %d: %w", line, err)
		}
		row := accountRow{line: line, cells: model.Values{}}
		for n, h := range header {
			row.cells[h.field] = strings.TrimSpace(cells[n])
		}
		platform, known := model.ParsePlatform(row.cells["platform"])
		region := model.RegionCode(row.cells["region_code"]).Canonical()
		row.owner = ownerKey{region, model.Key(row.cells["organization"])}
		// The organization is known once it is looked for; that it is missing would be refused otherwise.
		e, err := model.AccountEdit{
			Platform: platform, Name: row.cells["name"], PlatformAccountID: row.cells["platform_account_id"], RegionCode: region, OrganizationID: 1,
		}.Normalize()
		if err != nil || !known || row.cells["organization"] == "" {
			return fmt.Errorf("%w: line %d: %w", errRow, line, err)
		}
		row.account = model.NewAccount(e, region, i.at)
		for _, key := range [][2]string{{"name/" + string(platform), row.account.NameKey}, {"id/" + string(platform), e.PlatformAccountID}} {
			if key[1] != "" && seen[key] {
				return fmt.Errorf("%w: line %d is there twice", errRow, line)
			}
			seen[key] = true
		}
		i.rows = append(i.rows, row)
	}
}

// lookAtRegions locks the regions, so that imports come one after the other.
func (i *importing) lookAtRegions(ctx context.Context) error {
	return i.each(ctx, i.tx, "SELECT code FROM regions ORDER BY code"+i.locking(), nil, func(rows *sql.Rows) error {
		var code model.RegionCode
		err := rows.Scan((*string)(&code))
		i.regions[code] = true
		return err
	})
}

// lookAtOwners finds the organizations that are there.
func (i *importing) lookAtOwners(ctx context.Context) error {
	var names []any
	for _, row := range i.rows {
		if !i.regions[row.owner.region] {
			return fmt.Errorf("%w: line %d has no region", errRow, row.line)
		}
		names = append(names, row.owner.name)
	}
	return i.pieces(ctx, "SELECT id, region_code, name_key FROM organizations WHERE ended = 0 AND name_key IN ", names, func(rows *sql.Rows) error {
		var o model.Organization
		err := rows.Scan(&o.ID, (*string)(&o.RegionCode), &o.NameKey)
		i.owners[ownerKey{o.RegionCode, o.NameKey}] = &o
		return err
	})
}

// pieces calls scan with the rows of a statement that ends with a list, for some hundred values at a time.
func (i *importing) pieces(ctx context.Context, text string, values []any, scan func(rows *sql.Rows) error) error {
	slices.SortFunc(values, func(a, b any) int { return strings.Compare(a.(string), b.(string)) }) //nolint:forcetypeassert // all are texts
	for piece := range slices.Chunk(slices.Compact(values), insertBatch) {
		if err := i.each(ctx, i.tx, text+list(len(piece)), piece, scan); err != nil {
			return err
		}
	}
	return nil
}

// lookAtAccounts refuses names and ids that the register has.
func (i *importing) lookAtAccounts(ctx context.Context) error {
	var names, ids []any
	for _, row := range i.rows {
		names, ids = append(names, row.account.NameKey), append(ids, row.account.PlatformAccountID)
	}
	taken := map[[2]string]bool{}
	for column, values := range map[string][]any{"name_key": names, "platform_account_key": ids} {
		err := i.pieces(ctx, "SELECT platform, "+column+" FROM accounts WHERE "+column+" IN ", values, func(rows *sql.Rows) error {
			var platform, key string
			err := rows.Scan(&platform, &key)
			taken[[2]string{column + "/" + platform, key}] = true
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, row := range i.rows {
		platform := "/" + string(row.account.Platform)
		if taken[[2]string{"name_key" + platform, row.account.NameKey}] || taken[[2]string{"platform_account_key" + platform, row.account.PlatformAccountID}] {
			return fmt.Errorf("%w: line %d is in the register", errRow, row.line)
		}
	}
	return nil
}

const (
	organizationColumns = `name, short_name, region_code, credit_code, parent_id, provides_services, state, dissolved_on, dissolve_reason,
former_names, merged_into, name_key, search_text, ended, version, created_at, updated_at`
	accountValuesColumns = `platform, name, platform_account_id, certified_subject, organization_id, region_code, state, opened_on, closed_on,
close_reason, national_filing_number, provincial_filing_number, name_key, platform_account_key, search_text, ended, version, created_at,
updated_at`
	spanColumns = ", id, valid_from, change_kind, change_reason, actor_name, actor_role, actor_scope"
)

// span is from when a state counts, and what has led to it.
func (i *importing) span(id uint64) []any {
	return []any{id, model.NewDate(i.at.Time), model.ChangeImport, "", i.actor.Name, string(i.actor.Role), string(i.actor.Scope)}
}

// makeOwners adds the organizations that are missing, with their first states.
func (i *importing) makeOwners(ctx context.Context) error {
	var missing []*model.Organization
	var values, states [][]any
	for _, row := range i.rows {
		if i.owners[row.owner] != nil {
			continue
		}
		e, err := model.OrganizationEdit{Name: row.cells["organization"], RegionCode: row.owner.region, ProvidesServices: true}.Normalize()
		if err != nil {
			return fmt.Errorf("%w: line %d: %w", errRow, row.line, err)
		}
		o := &model.Organization{State: model.OrganizationActive, Version: 1, CreatedAt: i.at, UpdatedAt: i.at}
		o.Apply(e)
		i.owners[row.owner], missing = o, append(missing, o)
		values = append(values, []any{
			o.Name, o.ShortName, string(o.RegionCode), o.CreditCode, o.ParentID, o.ProvidesServices, string(o.State), o.DissolvedOn,
			o.DissolveReason, o.FormerNames, o.MergedInto, o.NameKey, o.SearchText, o.Ended, o.Version, o.CreatedAt, o.UpdatedAt,
		})
	}
	ids, err := i.insert(ctx, i.tx, "organizations", organizationColumns, values)
	if err != nil {
		return err
	}
	for n, o := range missing {
		o.ID = ids[n]
		states = append(states, append(slices.Clone(values[n]), i.span(o.ID)...))
		i.changes = append(i.changes, change{
			operation: "organization.create", kind: "organization", code: o.Name, id: o.ID, version: 1, region: o.RegionCode, organizationID: o.ID,
			after: stateOfOrganization(o),
		})
	}
	_, err = i.insert(ctx, i.tx, "organization_versions", organizationColumns+spanColumns, states)
	return err
}

// makeAccounts adds the accounts, with their first states.
func (i *importing) makeAccounts(ctx context.Context) error {
	values, states := make([][]any, len(i.rows)), make([][]any, len(i.rows))
	for n := range i.rows {
		a := &i.rows[n].account
		a.OrganizationID = i.owners[i.rows[n].owner].ID
		values[n] = []any{
			string(a.Platform), a.Name, a.PlatformAccountID, a.CertifiedSubject, a.OrganizationID, string(a.RegionCode), string(a.State), a.OpenedOn,
			a.ClosedOn, a.CloseReason, a.NationalFilingNumber, a.ProvincialFilingNumber, a.NameKey, a.PlatformAccountKey, a.SearchText, a.Ended,
			a.Version, a.CreatedAt, a.UpdatedAt,
		}
	}
	ids, err := i.insert(ctx, i.tx, "accounts", accountValuesColumns, values)
	if err != nil {
		return err
	}
	for n, id := range ids {
		a := &i.rows[n].account
		a.ID = id
		states[n] = append(slices.Clone(values[n]), i.span(id)...)
		i.changes = append(i.changes, change{
			operation: "account.create", kind: "account", code: a.Name, id: id, version: 1, region: a.RegionCode,
			organizationID: a.OrganizationID, after: stateOfAccount(a),
		})
	}
	_, err = i.insert(ctx, i.tx, "account_versions", accountValuesColumns+spanColumns, states)
	return err
}
