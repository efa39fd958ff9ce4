package service

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

// importKind is what differs between files of sites, of accounts and of other things.
type importKind interface {
	columns() []sheet.Column
	// required are the fields that a header must have, one of each group.
	required() [][]string
	// hold locks what the rows are judged by, before anything is read.
	hold(ctx context.Context, tx *repository.Store, a model.Actor, job model.Import) error
	// identity are the columns that say which thing a row is about.
	identity(cells model.Values) []string
	// match finds what the rows are about in the register.
	match(ctx context.Context, tx *repository.Store, p *pass) error
	// judge reads one row into an edit and says what it would do.
	judge(p *pass, d *draft)
	// apply puts the good rows into the register.
	apply(ctx context.Context, tx *repository.Store, p *pass) error
}

var importKinds = map[model.ImportKind]importKind{
	model.ImportOrganizations: organizationSheet{},
	model.ImportSites:         siteSheet{},
	model.ImportAccounts:      accountSheet{},
	model.ImportContacts:      contactSheet{},
	model.ImportResults:       resultSheet{},
}

// registerSheet is what files about the register have in common.
type registerSheet struct{}

// hold takes the regions, so that two imports of one area come one after the other.
func (registerSheet) hold(ctx context.Context, tx *repository.Store, a model.Actor, _ model.Import) error {
	_, err := tx.Regions.Lock(ctx, a.Files())
	return err
}

// pass is one look at all the rows of a file against the register as it stands.
type pass struct {
	svc     *Imports
	job     model.Import
	kind    importKind
	actor   model.Actor
	at      model.Time
	regions map[model.RegionCode]model.Region // of the caller's scope, locked
	names   []model.Region                    // of the whole province, for the spelling of names
	owners  map[ownerKey]model.Organization
	drafts  []*draft
	changes []change
	inUse   held                       // accounts of the owners, for the warning of a second one
	earlier map[ownedPlatform][]string // names of accounts in rows before
	batch   *batch                     // of results
	results []*resultGroup             // by target, in the order of the file
	people  map[personKey][]model.OpenContact
	above   map[uint64]model.Organization // of the organizations of the rows, up to the highest
}

type ownerKey struct {
	region model.RegionCode
	name   string // folded
}

// draft is a row on its way into the register.
type draft struct {
	row      *model.ImportRow
	problems model.Problems
	keys     []string // what the row is about; two rows with a key in common are about the same thing
	region   model.RegionCode
	owner    string // name of the organization, empty when the thing keeps the one it has
	site     model.SiteEdit
	account  model.AccountEdit
	siteNow  *model.Site
	accNow   *model.Account
	taken    string // the column whose value a thing has that the caller does not see

	organization model.OrganizationEdit
	orgNow       *model.Organization
	parent       string // name of the organization above
	parentNew    *draft // the row that makes it
	contact      model.ContactEdit
	contactNow   *model.OpenContact
	result       *resultGroup
}

// pendingOwner stands for an organization that apply will make.
const pendingOwner = 1<<53 - 1

// look gives every row that is not in the register yet its outcome. It locks the caller's regions first, or the campaign, so
// that two imports of one area come one after the other.
func (s *Imports) look(
	ctx context.Context, tx *repository.Store, a model.Actor, at model.Time, job model.Import, rows []model.ImportRow,
) (*pass, error) {
	p := &pass{
		svc: s, job: job, kind: importKinds[job.Kind], actor: a, at: at, regions: map[model.RegionCode]model.Region{},
		owners: map[ownerKey]model.Organization{},
	}
	if err := p.kind.hold(ctx, tx, a, job); err != nil {
		return nil, err
	}
	if err := p.readRegions(ctx, tx); err != nil {
		return nil, err
	}
	for i := range rows {
		row := &rows[i]
		if row.State() == model.RowDismissed {
			continue
		}
		if !row.Applied {
			row.Outcome, row.ThingID = "", 0
		}
		p.drafts = append(p.drafts, &draft{row: row})
	}
	if err := p.kind.match(ctx, tx, p); err != nil {
		return nil, err
	}
	if err := p.findOwners(ctx, tx); err != nil {
		return nil, err
	}
	if err := p.findInUse(ctx, tx); err != nil {
		return nil, err
	}
	for _, d := range p.drafts {
		d.keys = append(d.keys, d.thingKeys()...)
	}
	p.judgeAll(p.kind)
	if k, ok := p.kind.(concluding); ok {
		return p, k.conclude(ctx, tx, p)
	}
	return p, nil
}

// concluding is a kind that judges some rows by others, once each was judged by itself.
type concluding interface {
	conclude(ctx context.Context, tx *repository.Store, p *pass) error
}

func (p *pass) readRegions(ctx context.Context, tx *repository.Store) error {
	area := p.actor.Files()
	own, err := tx.Regions.Under(ctx, area)
	if err != nil {
		return err
	}
	for _, r := range own {
		p.regions[r.Code] = r
	}
	p.names = own
	if area != model.ScopeAll && len(area) > 2 {
		p.names, err = tx.Regions.Under(ctx, area[:2])
	}
	return err
}

// judgeAll judges the rows that are not in the register yet. A thing belongs to the row that has brought it, wherever that
// stands in the file, and otherwise to the first that names it.
func (p *pass) judgeAll(kind importKind) {
	first := map[string]int{}
	var open []*draft
	for _, d := range p.drafts {
		if d.row.Applied {
			d.claim(first)
		} else {
			open = append(open, d)
		}
	}
	for _, d := range open {
		p.judge(kind, d, d.claim(first))
	}
}

// claim notes the row under each of its keys, and answers the row that has one of them already.
func (d *draft) claim(first map[string]int) (twin int) {
	for _, key := range d.keys {
		if number, ok := first[key]; ok {
			twin = number
		} else {
			first[key] = d.row.Number
		}
	}
	return twin
}

func (p *pass) judge(kind importKind, d *draft, twin int) {
	if extra := d.row.Cells[extraCells]; extra != "" {
		d.reject(extraCells, "cells_without_header", extra)
	}
	if twin != 0 {
		d.conflict(keyColumn(kind), "row_twice", twin)
	}
	kind.judge(p, d)
	d.unreadable()
	d.settle()
}

// unreadable rejects a row with cells that could not be read. What else is wrong with such a cell says nothing more.
func (d *draft) unreadable() {
	for _, f := range d.row.Faults {
		d.problems = slices.DeleteFunc(d.problems, func(p model.Problem) bool { return p.Column == f.Column })
		d.problems = append(d.problems, f)
		d.row.Outcome, d.row.Applied = model.OutcomeRejected, false
	}
}

// settle writes into the row what was found.
func (d *draft) settle() {
	if d.row.Outcome.Quarantined() {
		d.row.ThingID = 0
	}
	d.row.Problems = d.problems
	if d.problems == nil {
		d.row.Problems = model.Problems{}
	}
}

// thingKeys make two rows about one thing of the register twins, whichever of its keys each row knows it by.
func (d *draft) thingKeys() []string {
	switch {
	case d.siteNow != nil:
		return []string{fmt.Sprintf("site/%d", d.siteNow.ID)}
	case d.accNow != nil:
		return []string{fmt.Sprintf("account/%d", d.accNow.ID)}
	case d.contactNow != nil:
		return []string{fmt.Sprintf("contact/%d", d.contactNow.ID)}
	}
	return nil
}

// takenElsewhere refuses a row about a thing outside the caller's sight. That its key is taken is all that is told of it.
func (d *draft) takenElsewhere() bool {
	if d.taken != "" {
		d.conflict(d.taken, "taken")
	}
	return d.taken != ""
}

func keyColumn(kind importKind) string { return kind.required()[0][0] }

// reject and conflict keep the worse outcome of a row: a value that cannot be taken comes before one that is taken.
func (d *draft) reject(column, code string, args ...any) {
	d.problems = append(d.problems, model.NewProblem(column, code, args...))
	d.row.Outcome = model.OutcomeRejected
}

func (d *draft) conflict(column, code string, args ...any) {
	d.problems = append(d.problems, model.NewProblem(column, code, args...))
	if d.row.Outcome != model.OutcomeRejected {
		d.row.Outcome = model.OutcomeConflict
	}
}

// faults takes the faults that Normalize found over as problems of the columns.
func (d *draft) faults(err error) {
	for _, f := range fieldsOf(err) {
		column := f.Field
		if column == "organization_id" {
			column = "organization"
		}
		p := model.NewProblem(column, f.Code, f.Args...)
		p.Suggestion = f.Suggestion
		d.problems = append(d.problems, p)
		d.row.Outcome = model.OutcomeRejected
	}
}

// decide sets the outcome of a row without faults.
func (d *draft) decide(exists, equal bool) {
	switch {
	case d.row.Outcome != "":
	case !exists:
		d.row.Outcome = model.OutcomeCreate
	case equal:
		d.row.Outcome, d.row.Applied = model.OutcomeUnchanged, true
	default:
		d.row.Outcome = model.OutcomeUpdate
	}
}

// place finds the region of a row: the one in its own column, else the one given.
func (p *pass) place(d *draft, otherwise model.RegionCode) {
	d.region = otherwise
	column := "region_code"
	if cell := d.row.Cells["region_code"]; cell != "" {
		d.region = model.RegionCode(cell).Canonical()
	} else if name := d.row.Cells["region_name"]; name != "" {
		column = "region_name"
		d.region = p.regionByName(name)
	}
	if _, ok := p.regions[d.region]; ok {
		return
	}
	if d.region == "" && d.row.Cells[column] == "" {
		d.reject(column, "region_unclear")
		return
	}
	d.reject(column, "unknown_reference")
}

func (p *pass) regionByName(name string) model.RegionCode {
	key, found := model.Key(name), model.RegionCode("")
	for code, r := range p.regions {
		if key == model.Key(r.Name) || key == model.Key(r.ShortName) || (r.DirectLabel != "" && key == model.Key(r.DirectLabel)) {
			if found != "" {
				return "" // two of that name, as with 市直 in a province
			}
			found = code
		}
	}
	return found
}

// spelling warns of a name with a doubled region suffix. It goes in as it is unless the suggestion is accepted.
func (p *pass) spelling(d *draft, name string) {
	for _, r := range p.names {
		if !r.Code.Area().Covers(d.region) {
			continue
		}
		if better, doubled := r.DoubledSuffix(name); doubled {
			warning := model.NewProblem("name", "doubled_region_suffix", r.ShortName, r.Name)
			warning.Suggestion, warning.Warning = better, true
			d.problems = append(d.problems, warning)
			return
		}
	}
}

// findOwners reads the organizations that the rows name.
func (p *pass) findOwners(ctx context.Context, tx *repository.Store) error {
	var keys []string
	for _, d := range p.drafts {
		if d.owner != "" {
			keys = append(keys, model.Key(d.owner))
		}
	}
	slices.Sort(keys)
	found, err := tx.Organizations.ByNames(ctx, p.actor, slices.Compact(keys))
	if err != nil {
		return err
	}
	for _, o := range found {
		p.owners[ownerKey{o.RegionCode, o.NameKey}] = o
	}
	return nil
}

// ownerID is the organization of a row, or pendingOwner when it does not exist yet.
func (p *pass) ownerID(d *draft) uint64 {
	if o, ok := p.owners[ownerKey{d.region, model.Key(d.owner)}]; ok {
		return o.ID
	}
	return pendingOwner
}

// makeOwners adds the organizations that the good rows need and that do not exist yet.
func (p *pass) makeOwners(ctx context.Context, tx *repository.Store) error {
	var missing []*model.Organization
	var names []string
	for _, d := range p.drafts {
		key := ownerKey{d.region, model.Key(d.owner)}
		if _, ok := p.owners[key]; ok || d.owner == "" || !d.ready() {
			continue
		}
		e, err := model.OrganizationEdit{Name: d.owner, RegionCode: d.region, ProvidesServices: true}.Normalize()
		if err != nil {
			return err // judge has checked the name
		}
		o := model.Organization{State: model.OrganizationActive, Version: 1, CreatedAt: p.at, UpdatedAt: p.at}
		o.Apply(e)
		p.owners[key] = o
		missing, names = append(missing, &o), append(names, o.NameKey)
	}
	if len(missing) == 0 {
		return nil
	}
	if err := tx.Organizations.Create(ctx, missing...); err != nil {
		return err
	}
	created, err := tx.Organizations.ByNames(ctx, p.actor, names)
	if err != nil {
		return err
	}
	isNew := make(map[ownerKey]bool, len(missing))
	for _, o := range missing {
		isNew[ownerKey{o.RegionCode, o.NameKey}] = true
	}
	for _, o := range created {
		key := ownerKey{o.RegionCode, o.NameKey}
		if isNew[key] {
			p.owners[key] = o
			p.changes = append(p.changes, fromFile(changed(organizationNoun, "create", "", nil, &o)))
		}
	}
	return nil
}

// fromFile marks a change that a file has brought.
func fromFile(c change) change {
	c.imported = true
	return c
}

// ready reports whether the row is to go into the register now.
func (d *draft) ready() bool { return d.row.State() == model.RowReady }

func (d *draft) done(id uint64) { d.row.ThingID, d.row.Applied = model.OptionalID(id), true }

// checkOwner checks the name of an organization that would be made for the row.
func (d *draft) checkOwner() {
	if d.owner == "" {
		return
	}
	_, err := model.OrganizationEdit{Name: d.owner, RegionCode: "422800", ProvidesServices: true}.Normalize()
	for _, f := range fieldsOf(err) {
		d.reject("organization", f.Code, f.Args...)
	}
}

// flagCell reads 是 and 否.
func (d *draft) flagCell(column string, into *bool) {
	cell, ok := d.row.Cells[column]
	if !ok {
		return
	}
	if yes, known := model.ParseYesNo(cell); known {
		*into = yes
	} else {
		d.reject(column, "not_yes_or_no", cell)
	}
}

// optionalCell takes a cell that says something. An empty one leaves what the register knows: a list that lacks a figure
// does not mean that there is none.
func (d *draft) optionalCell(column string, into *string) {
	if cell := d.row.Cells[column]; cell != "" {
		*into = cell
	}
}

func (d *draft) dateCell(column string, into *model.Date) {
	cell := d.row.Cells[column]
	if day, clock, ok := strings.Cut(cell, " "); ok && dayTime.MatchString(clock) { // a day with its hour is that day
		cell = day
	}
	if cell != "" {
		*into = model.Date(cell)
	}
}

var dayTime = regexp.MustCompile(`^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$`)
