package model

// OverviewQuery asks for what the front page of a region shows.
type OverviewQuery struct {
	Region   Scope  // of the newest round, and of everything that belongs to no round; all that the caller sees when empty
	Year     int    // of the newest round; any when 0
	Campaign string // instead of the newest round
}

// How much an overview shows.
const (
	OverviewRounds     = 8 // two years of quarters
	OverviewIndicators = 5
	OverviewStreak     = 2 // failures in a row
)

// Overview is the figures of a front page.
type Overview struct {
	Today      Date
	Round      Campaign // none when its id is 0; all figures of rounds are empty then
	Progress   Progress
	Rates      map[Subject]PassRates // of each kind of the round, by region, against the round before
	Trend      Trend                 // up to the round, by kind
	Indicators []IndicatorRow        // the most frequent of the round
	Findings   FindingsDue
	Failing    Failing
	Register   *RegisterCounts // nil when the caller may not read the register
}

// FindingsDue counts open findings of all rounds by their due day.
type FindingsDue struct{ Open, Soon, Overdue int64 }

// Failing counts the targets that failed in the newest finished round of a series and in the round before.
type Failing struct {
	AsOfCampaign string // empty when none has finished
	Targets      int
}

// RegisterCounts is what is in use, and what was not filed in time.
type RegisterCounts struct {
	Sites       int64
	Accounts    []PlatformCount
	FilingsLate int64
}

// PlatformCount counts accounts of a print bucket.
type PlatformCount struct {
	Platform Platform
	Accounts int64
}

// PlatformBuckets lists the buckets in the order of tables.
var PlatformBuckets = []Platform{PlatformWechat, PlatformWeibo, PlatformOther}

// Bucketed puts counts of platforms into buckets, every one of them.
func Bucketed(counts []PlatformCount) []PlatformCount {
	var out []PlatformCount
	for _, bucket := range PlatformBuckets {
		of := PlatformCount{Platform: bucket}
		for _, c := range counts {
			if c.Platform.Bucket() == bucket {
				of.Accounts += c.Accounts
			}
		}
		out = append(out, of)
	}
	return out
}
