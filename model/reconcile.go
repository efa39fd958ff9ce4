package model

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// reconciled are the fields that lists from above are compared in, by kind.
var reconciled = map[Subject][]string{
	SubjectSite: {"name", "home_url", "is_portal", "organization", "state", "icp_number", "public_security_number"},
	SubjectAccount: {
		"name", "platform_account_id", "certified_subject", "organization", "state", "national_filing_number", "provincial_filing_number",
	},
}

// listedLengths are the limits of what is kept of a list, in characters.
var listedLengths = map[string]int{"name": MaxName, "organization": MaxName, "certified_subject": MaxName, "platform_account_id": 128}

// Own is the site with the name of its organization, as lists from above have it.
func (s Site) Own(organization string) Own {
	return Own{Thing{Kind: SubjectSite, Site: s}, Values{
		"code": s.Code, "name": s.Name, "home_url": s.HomeURL, "is_portal": strconv.FormatBool(s.IsPortal), "organization": organization,
		"region_code": string(s.RegionCode), "state": string(s.State), "icp_number": s.ICPNumber, "public_security_number": s.PublicSecurityNumber,
	}}
}

// Own is the account with the name of its organization, as lists from above have it.
func (a Account) Own(organization string) Own {
	return Own{Thing{Kind: SubjectAccount, Account: a}, Values{
		"platform": string(a.Platform), "name": a.Name, "platform_account_id": a.PlatformAccountID, "certified_subject": a.CertifiedSubject,
		"organization": organization, "region_code": string(a.RegionCode), "state": string(a.State),
		"national_filing_number": a.NationalFilingNumber, "provincial_filing_number": a.ProvincialFilingNumber,
	}}
}

// version is that of the thing.
func (o Own) version() uint64 {
	if o.Thing.Kind == SubjectSite {
		return o.Thing.Site.Version
	}
	return o.Thing.Account.Version
}

// listKeys are what a row is known by, the better one first: a site by its code, an account by the platform's permanent id or
// else by its name there.
func listKeys(kind Subject, v Values) []string {
	if kind == SubjectSite {
		return []string{v["code"]}
	}
	keys := []string{"", ""}
	if id := v["platform_account_id"]; id != "" {
		keys[0] = v["platform"] + "/id/" + id
	}
	if name := Key(v["name"]); name != "" {
		keys[1] = v["platform"] + "/name/" + name
	}
	return keys
}

// Reconcile compares our list with one from above. Each of ours and each of theirs is in one row of the answer: theirs in
// their order first, then what is only here. What was closed counts as not listed: it is in no row unless theirs has it.
func Reconcile(kind Subject, ours []Own, theirs []Listed) []ReconciliationRow {
	rows := make([]ReconciliationRow, len(theirs))
	found := pair(kind, ours, theirs, rows)
	taken := map[ThingRef]bool{}
	for i, t := range theirs {
		rows[i].Kind, rows[i].Line, rows[i].Theirs, rows[i].ThingName = kind, t.Line, t.Values, Line(t.Values["name"], MaxName)
		switch own, ok := found[i]; {
		case rows[i].Comparison == Faulty:
			rows[i].Problems, rows[i].State = append(t.Problems, rows[i].Problems...), RowOpen
		case !ok:
			rows[i].onlyThere()
		default:
			taken[own.Thing.Ref()] = true
			rows[i].compare(own)
		}
	}
	for _, own := range ours {
		if !taken[own.Thing.Ref()] && own.Thing.Life().State != StateClosed {
			row := ReconciliationRow{Kind: kind, Comparison: OnlyHere, State: RowOpen, Theirs: Values{}}
			row.of(own)
			rows = append(rows, row)
		}
	}
	for i := range rows {
		rows[i].Number = i + 1
		rows[i].settleLists()
	}
	return rows
}

// endings are whether theirs and ours were closed, in the order in which they are paired: a name may have been given to
// another since, so what is in use goes with what is in use, and what was closed with what was closed.
var endings = []struct{ there, here bool }{{false, false}, {true, true}, {false, true}, {true, false}}

// pair finds ours for each of theirs. Who is known by an id goes before who has only the name.
func pair(kind Subject, ours []Own, theirs []Listed, rows []ReconciliationRow) map[int]Own {
	found, taken, first := map[int]Own{}, map[ThingRef]bool{}, map[string]int{}
	for i, t := range theirs {
		if len(t.Problems) > 0 {
			rows[i].Comparison = Faulty
			continue
		}
		for _, key := range listKeys(kind, t.Values) {
			if key == "" {
				continue
			}
			if before, twice := first[key]; twice {
				rows[i].Comparison = Faulty
				rows[i].Problems = Problems{NewProblem("name", "row_twice", theirs[before].Number)}
			} else {
				first[key] = i
			}
			break // an account with an id may share its name with another
		}
	}
	for place := range listKeys(kind, Values{}) {
		for _, ended := range endings {
			byKey := map[string]Own{}
			for _, own := range ours {
				key := listKeys(kind, own.Values)[place]
				if key != "" && !taken[own.Thing.Ref()] && (own.Thing.Life().State == StateClosed) == ended.here {
					byKey[key] = own
				}
			}
			for i, t := range theirs {
				own, ok := byKey[listKeys(kind, t.Values)[place]]
				_, has := found[i]
				if (t.Values["state"] == string(StateClosed)) != ended.there || has || !ok || rows[i].Comparison == Faulty || taken[own.Thing.Ref()] {
					continue
				}
				found[i], taken[own.Thing.Ref()] = own, true
			}
		}
	}
	return found
}

// onlyThere is a row of theirs of which we know nothing. What has ended there needs nothing here.
func (r *ReconciliationRow) onlyThere() {
	r.Comparison, r.State = OnlyThere, RowOpen
	if r.Theirs["state"] == string(StateClosed) {
		r.State = RowAgreed
	}
}

func (r *ReconciliationRow) of(own Own) {
	ref := own.Thing.Ref()
	r.SiteID, r.AccountID = 0, 0
	if ref.Kind == SubjectSite {
		r.SiteID = OptionalID(ref.ID)
	} else {
		r.AccountID = OptionalID(ref.ID)
	}
	_, r.RegionCode = own.Thing.Owner()
	r.ThingVersion, r.ThingName, r.Ours = own.version(), own.Thing.Name(), own.Values
}

func (r *ReconciliationRow) compare(own Own) {
	r.of(own)
	theirs := r.Theirs["state"]
	closed := own.Thing.Life().State == StateClosed
	if closed && theirs == "" { // it stands in their list, so it is in use there
		r.Differences = Differences{{"state", string(StateClosed), string(StateRunning)}}
	}
	for _, field := range reconciled[r.Kind] {
		if closed && theirs == string(StateClosed) {
			break
		}
		if ours, theirs := own.Values[field], r.Theirs[field]; theirs != "" && !sameListed(field, ours, theirs) {
			r.Differences = append(r.Differences, Difference{field, ours, theirs})
		}
	}
	r.Comparison, r.State = Same, RowAgreed
	if len(r.Differences) > 0 {
		r.Comparison, r.State = Differs, RowOpen
	}
}

// settleLists gives the columns that are lists a value.
func (r *ReconciliationRow) settleLists() {
	if r.Ours == nil {
		r.Ours = Values{}
	}
	if r.Theirs == nil {
		r.Theirs = Values{}
	}
	if r.Differences == nil {
		r.Differences = Differences{}
	}
	if r.Problems == nil {
		r.Problems = Problems{}
	}
}

// sameListed compares a field of both lists. Width, case, spaces and a slash at the end of an address tell nothing apart.
func sameListed(field, ours, theirs string) bool {
	switch field {
	case "platform_account_id", "state", "is_portal":
		return ours == theirs
	case "home_url":
		return Key(strings.TrimRight(ours, "/")) == Key(strings.TrimRight(theirs, "/"))
	}
	return Key(ours) == Key(theirs)
}

// ParseState reads the state of a site or account as people write it.
func ParseState(text string) (State, bool) {
	switch key := Key(text); key {
	case "运行", "正常", "正常运行", "在用", "启用", string(StateRunning):
		return StateRunning, true
	case "临时下线", "暂停", "停用", string(StateOffline):
		return StateOffline, true
	case "关停", "关闭", "注销", "已关停", "已注销", string(StateClosed):
		return StateClosed, true
	}
	return "", false
}

// ParseYesNo reads 是 and 否, as people and programs write them.
func ParseYesNo(text string) (yes, known bool) {
	switch Key(text) {
	case "是", "yes", "true", "1":
		return true, true
	case "否", "no", "false", "0":
		return false, true
	}
	return false, false
}

// CheckListed checks a row of a list from above, and brings its values into our terms.
func CheckListed(kind Subject, l *Listed) {
	fault := func(column, code string, args ...any) {
		l.Problems = append(l.Problems, NewProblem(column, code, args...))
	}
	for field, value := range l.Values {
		l.Values[field] = CleanText(value)
		if r, bad := forbiddenRune(l.Values[field], false); bad {
			fault(field, "forbidden_character", r)
		}
		if most := listedLengths[field]; most > 0 && utf8.RuneCountInString(l.Values[field]) > most {
			fault(field, "too_long", most)
		}
	}
	v := l.Values
	if v["state"] != "" {
		if state, known := ParseState(v["state"]); known {
			v["state"] = string(state)
		} else {
			fault("state", "not_one_of", joinWords(States))
		}
	}
	if v["is_portal"] != "" {
		if portal, known := ParseYesNo(v["is_portal"]); known {
			v["is_portal"] = strconv.FormatBool(portal)
		} else {
			fault("is_portal", "not_yes_or_no", v["is_portal"])
		}
	}
	if kind == SubjectSite {
		if !siteCodePattern.MatchString(v["code"]) {
			fault("code", "not_a_site_code")
		}
		return
	}
	if platform, known := ParsePlatform(v["platform"]); known {
		v["platform"] = string(platform)
	} else {
		fault("platform", "not_one_of", joinWords(Platforms))
	}
	if v["name"] == "" && v["platform_account_id"] == "" {
		fault("name", "required")
	}
}

func joinWords[T ~string](values []T) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	return strings.Join(words, ", ")
}
