package model

// ThingRef is a site or an account of the register.
type ThingRef struct {
	Kind Subject
	ID   uint64
}

// Thing is a site or an account of the register.
type Thing struct {
	Kind    Subject
	Site    Site
	Account Account
}

// Ref is what the thing is called by.
func (t Thing) Ref() ThingRef {
	if t.Kind == SubjectSite {
		return ThingRef{SubjectSite, t.Site.ID}
	}
	return ThingRef{SubjectAccount, t.Account.ID}
}

// Name is the name of the thing.
func (t Thing) Name() string {
	if t.Kind == SubjectSite {
		return t.Site.Name
	}
	return t.Account.Name
}

// Life is whether the thing is in use.
func (t Thing) Life() Life {
	if t.Kind == SubjectSite {
		return t.Site.Life
	}
	return t.Account.Life
}

// Owner is the organization the thing belongs to, and its region.
func (t Thing) Owner() (uint64, RegionCode) {
	if t.Kind == SubjectSite {
		return t.Site.Owner()
	}
	return t.Account.Owner()
}

// Target freezes the thing.
func (t Thing) Target(o Organization) Target {
	if t.Kind == SubjectSite {
		return SiteTarget(t.Site, o)
	}
	return AccountTarget(t.Account, o)
}

// NewSince reports whether the thing came into the register, or into use, after another round had opened.
func (t Thing) NewSince(opened Time) bool {
	created := t.Site.CreatedAt
	if t.Kind == SubjectAccount {
		created = t.Account.CreatedAt
	}
	return created.After(opened.Time) || t.Life().OpenedOn > NewDate(opened.Time)
}

// Thing is the site or account that a target was made of.
func (t Target) Thing(kind Subject) ThingRef {
	if kind == SubjectSite {
		return ThingRef{SubjectSite, uint64(t.SiteID)}
	}
	return ThingRef{SubjectAccount, uint64(t.AccountID)}
}

// Handed is something that follows a thing to another organization, as it was before.
type Handed struct {
	Kind           string // as the feed calls it
	ID             uint64
	Version        uint64
	RegionCode     RegionCode
	OrganizationID uint64
}
