package model

// Listed is a row of an upper register's list: its values by field, and what is wrong with it.
type Listed struct {
	Number   int // from 1
	Line     int // in its file
	Values   Values
	Problems Problems
}

// Own is a thing of ours with its values under the same names.
type Own struct {
	Thing  Thing
	Values Values
}

// ReconciliationRow is one thing of either list, or of both.
type ReconciliationRow struct {
	ID               uint64
	ReconciliationID uint64
	Number           int
	Line             int // of theirs in their file, 0 when it is only here
	Comparison       Comparison
	State            SettledState
	Kind             Subject
	SiteID           OptionalID
	AccountID        OptionalID
	ThingVersion     uint64 // that was compared
	ThingName        string
	RegionCode       RegionCode // of ours; empty when it is only there
	Ours             Values
	Theirs           Values
	Differences      Differences
	Problems         Problems
	Settlement       Settlement
	Reason           string
	FilingID         OptionalID // the duty that was opened
	SettledBy        string
	UserID           uint64
	TokenID          uint64
	SettledAt        Time
	Version          uint64
	UpdatedAt        Time
}

// ThingID is the id of ours, 0 for none.
func (r ReconciliationRow) ThingID() uint64 { return uint64(r.SiteID) + uint64(r.AccountID) }

// Verbs lists how the row may be settled.
func (r ReconciliationRow) Verbs() []string {
	verbs := []string{}
	for _, verb := range reconciliationRowMachine.Verbs(r.State) {
		if r.allows(Settlement(verb)) == nil {
			verbs = append(verbs, verb)
		}
	}
	return verbs
}

// allows says why the row cannot be settled in a way, or nothing.
func (r ReconciliationRow) allows(s Settlement) error {
	switch {
	case r.Comparison == Faulty && s != KeepOurs:
		return NewError(KindConflict, "faulty_row_is_kept")
	case r.Comparison == OnlyThere && s == OpenFiling:
		return NewError(KindConflict, "nothing_to_file")
	}
	return nil
}

// Settle settles the row in a way.
func (r *ReconciliationRow) Settle(s Settlement, reason string, a Actor, at Time) error {
	to, err := reconciliationRowMachine.Next(r.State, s)
	if err != nil {
		return err
	}
	if err := r.allows(s); err != nil {
		return err
	}
	r.State, r.Settlement, r.Reason = to, s, reason
	r.SettledBy, r.UserID, r.TokenID, r.SettledAt = a.Name, a.UserID, a.TokenID, at
	return nil
}

// Says reports whether another look at the row has found the same.
func (r ReconciliationRow) Says(n ReconciliationRow) bool { return len(r.Against(n)) == 0 }

// Against lists what another look at the row has found other than this one did.
func (r ReconciliationRow) Against(n ReconciliationRow) []FieldError {
	var c checker
	if r.Comparison != n.Comparison || r.ThingID() != n.ThingID() {
		c.add("comparison", "compared_otherwise", string(r.Comparison), string(n.Comparison))
	}
	before, after := map[string]Difference{}, map[string]Difference{}
	for _, d := range r.Differences {
		before[d.Field] = d
	}
	for _, d := range n.Differences {
		after[d.Field] = d
		if before[d.Field] != d {
			c.add(d.Field, "differs_now", d.Ours, d.Theirs)
		}
	}
	for _, d := range r.Differences {
		if _, still := after[d.Field]; !still {
			c.add(d.Field, "agrees_now", d.Theirs)
		}
	}
	return c.fields
}

// Look takes what another look has found, unless the row is settled. It reports whether that changes the row.
func (r *ReconciliationRow) Look(n ReconciliationRow) bool {
	if r.State == RowSettled || r.Says(n) && r.ThingVersion == n.ThingVersion && r.State == n.State {
		return false
	}
	verb := rowDiffers
	if n.State == RowAgreed {
		verb = rowAgrees
	}
	if to, follows := reconciliationRowMachine.Follow(r.State, verb); follows {
		r.State = to
	}
	r.Comparison, r.SiteID, r.AccountID, r.ThingVersion = n.Comparison, n.SiteID, n.AccountID, n.ThingVersion
	r.ThingName, r.RegionCode, r.Ours, r.Differences, r.Problems = n.ThingName, n.RegionCode, n.Ours, n.Differences, n.Problems
	return true
}

// Gone says that what was only here is not any more: it was closed or deleted, or stands in their list by now. It reports
// whether that changes the row.
func (r *ReconciliationRow) Gone() bool {
	to, follows := reconciliationRowMachine.Follow(r.State, rowAgrees)
	r.State = to
	return follows
}

// CountComparisons counts rows by what was found, and those that wait.
func CountComparisons(rows []ReconciliationRow) ReconciliationCounts {
	var c ReconciliationCounts
	for _, r := range rows {
		switch r.Comparison {
		case OnlyHere:
			c.OnlyHereCount++
		case OnlyThere:
			c.OnlyThereCount++
		case Differs:
			c.DiffersCount++
		case Same:
			c.SameCount++
		case Faulty:
			c.FaultyCount++
		}
		if r.State == RowOpen {
			c.OpenCount++
		}
	}
	return c
}

// ReconciliationRowFilter selects rows; the zero value selects all.
type ReconciliationRowFilter struct {
	Comparison Comparison
	State      SettledState
	Settlement Settlement
}

// SettleEdit is how a caller settles a row.
type SettleEdit struct {
	Action Settlement
	Reason string
}

// Normalize checks all fields at once. Who keeps what the register above contradicts says why.
func (e SettleEdit) Normalize() (SettleEdit, error) {
	var c checker
	oneOf(&c, "action", e.Action, Settlements)
	if e.Action == KeepOurs {
		e.Reason = c.required("reason", e.Reason, MaxReason)
	} else {
		e.Reason = c.optional("reason", e.Reason, MaxReason)
	}
	return e, c.err()
}

// SettleItem settles one of many rows, at the version that the caller has seen.
type SettleItem struct {
	Number  int
	Version uint64
	SettleEdit
}

// Label is the Chinese name of what was found, as printed.
func (c Comparison) Label() string {
	switch c {
	case OnlyHere:
		return "仅本级有"
	case OnlyThere:
		return "仅上级有"
	case Differs:
		return "不一致"
	case Same:
		return "一致"
	case Faulty:
		return "无法比对"
	}
	return string(c)
}

// Label is the Chinese name of the settlement, as printed.
func (s Settlement) Label() string {
	switch s {
	case TakeTheirs:
		return "以上级为准"
	case KeepOurs:
		return "以本级为准"
	case OpenFiling:
		return "补报备案"
	}
	return string(s)
}

// Label is the Chinese name of the state, as printed.
func (s SettledState) Label() string {
	switch s {
	case RowAgreed:
		return "无需处理"
	case RowOpen:
		return "待处理"
	case RowSettled:
		return "已处理"
	}
	return string(s)
}
