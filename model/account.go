package model

import "slices"

// Platform is where a new-media account lives.
type Platform string

// The platforms.
const (
	PlatformWechat      Platform = "wechat"
	PlatformWeibo       Platform = "weibo"
	PlatformDouyin      Platform = "douyin"
	PlatformKuaishou    Platform = "kuaishou"
	PlatformToutiao     Platform = "toutiao"
	PlatformChannels    Platform = "channels"
	PlatformMiniProgram Platform = "mini_program"
	PlatformApp         Platform = "app"
	PlatformOther       Platform = "other"
)

// Platforms lists every platform.
var Platforms = []Platform{
	PlatformWechat, PlatformWeibo, PlatformDouyin, PlatformKuaishou, PlatformToutiao, PlatformChannels,
	PlatformMiniProgram, PlatformApp, PlatformOther,
}

var platformNames = map[Platform][]string{
	PlatformWechat:      {"微信", "微信公众号", "公众号"},
	PlatformWeibo:       {"微博", "新浪微博"},
	PlatformDouyin:      {"抖音", "抖音号"},
	PlatformKuaishou:    {"快手", "快手号"},
	PlatformToutiao:     {"今日头条", "头条", "头条号"},
	PlatformChannels:    {"视频号", "微信视频号"},
	PlatformMiniProgram: {"小程序", "微信小程序"},
	PlatformApp:         {"移动客户端", "客户端", "APP"},
	PlatformOther:       {"其他"},
}

// Label is the Chinese name of the platform, as printed.
func (p Platform) Label() string {
	if names := platformNames[p]; len(names) > 0 {
		return names[0]
	}
	return string(p)
}

// ParsePlatform reads a platform as people write it.
func ParsePlatform(s string) (Platform, bool) {
	key := Key(s)
	for _, p := range Platforms {
		if key == string(p) || slices.ContainsFunc(platformNames[p], func(n string) bool { return Key(n) == key }) {
			return p, true
		}
	}
	return "", false
}

// Bucket is the column of the bulletin that counts the platform: 微信, 微博 or 其他.
func (p Platform) Bucket() Platform {
	if p == PlatformWechat || p == PlatformWeibo {
		return p
	}
	return PlatformOther
}

// Account is a government new-media account of the register.
type Account struct {
	ID                uint64
	Platform          Platform
	Name              string
	PlatformAccountID string // the platform's own permanent id; empty when unknown
	CertifiedSubject  string // 认证主体
	OrganizationID    uint64
	RegionCode        RegionCode // always that of its organization
	Life

	NationalFilingNumber   string
	ProvincialFilingNumber string
	NameKey                string
	PlatformAccountKey     OptionalKey
	SearchText             string
	Ended                  uint64 // 0 until closed, then its id: the name may be used again
	Version                uint64
	CreatedAt              Time
	UpdatedAt              Time
}

// AccountEdit is what a caller may set. RegionCode may be left empty: it follows the organization.
type AccountEdit struct {
	Platform               Platform
	Name                   string
	PlatformAccountID      string
	CertifiedSubject       string
	OrganizationID         uint64
	RegionCode             RegionCode
	OpenedOn               Date
	NationalFilingNumber   string
	ProvincialFilingNumber string
}

// Normalize checks all fields at once.
func (e AccountEdit) Normalize() (AccountEdit, error) {
	var c checker
	oneOf(&c, "platform", e.Platform, Platforms)
	e.Name = c.required("name", e.Name, MaxName)
	c.nameLength(e.Name)
	e.PlatformAccountID = c.optional("platform_account_id", e.PlatformAccountID, 128)
	e.CertifiedSubject = c.optional("certified_subject", e.CertifiedSubject, MaxName)
	if e.OrganizationID == 0 {
		c.add("organization_id", "required")
	}
	e.RegionCode = c.optionalRegion("region_code", e.RegionCode)
	c.date("opened_on", e.OpenedOn)
	e.NationalFilingNumber = c.optional("national_filing_number", e.NationalFilingNumber, 64)
	e.ProvincialFilingNumber = c.optional("provincial_filing_number", e.ProvincialFilingNumber, 64)
	return e, c.err()
}

// NewAccount is an account that goes into use.
func NewAccount(e AccountEdit, region RegionCode, at Time) Account {
	row := Account{Version: 1, CreatedAt: at, UpdatedAt: at, Life: Life{State: StateRunning}}
	e.RegionCode = region
	row.Apply(e)
	return row
}

// Owner is the organization the account belongs to, and its region.
func (a *Account) Owner() (uint64, RegionCode) { return a.OrganizationID, a.RegionCode }

// Move changes the state by a verb. A closed account gives its name free.
func (a *Account) Move(verb LifeVerb, on Date, reason string) error {
	if err := a.Life.Move(verb, on, reason); err != nil {
		return err
	}
	a.Ended = 0
	if a.State == StateClosed {
		a.Ended = a.ID
	}
	return nil
}

// Apply takes the edit into the row and keeps the derived columns with it.
func (a *Account) Apply(e AccountEdit) {
	a.Platform, a.Name, a.PlatformAccountID, a.CertifiedSubject = e.Platform, e.Name, e.PlatformAccountID, e.CertifiedSubject
	a.OrganizationID, a.RegionCode, a.OpenedOn = e.OrganizationID, e.RegionCode, e.OpenedOn
	a.NationalFilingNumber, a.ProvincialFilingNumber = e.NationalFilingNumber, e.ProvincialFilingNumber
	a.NameKey = Key(a.Name)
	a.PlatformAccountKey = OptionalKey(a.PlatformAccountID)
	a.SearchText = searchText(a.Name, a.PlatformAccountID, a.CertifiedSubject)
}

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (a Account) Edit() AccountEdit {
	return AccountEdit{
		a.Platform, a.Name, a.PlatformAccountID, a.CertifiedSubject, a.OrganizationID, a.RegionCode, a.OpenedOn,
		a.NationalFilingNumber, a.ProvincialFilingNumber,
	}
}

// AccountFilter selects accounts; the zero value selects all.
type AccountFilter struct {
	Region         Scope
	State          State
	OrganizationID uint64
	Platform       Platform
	Query          string
	AsOf           Date          // as the register stood on that day; none for now
	Warning        WarningFilter // only those with the warning
}
