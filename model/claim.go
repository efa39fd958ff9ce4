package model

// Claim is an account as somebody outside of the register has met it: its name, the platform's permanent id, or both.
type Claim struct {
	Platform          Platform
	Name              string
	PlatformAccountID string
}

// Normalize checks all fields at once.
func (c Claim) Normalize() (Claim, error) {
	var k checker
	oneOf(&k, "platform", c.Platform, Platforms)
	c.Name = k.optional("name", c.Name, MaxName)
	c.PlatformAccountID = k.optional("platform_account_id", c.PlatformAccountID, 128)
	if c.Name == "" && c.PlatformAccountID == "" && !k.has("name") && !k.has("platform_account_id") {
		k.add("name", "name_or_platform_id")
	}
	return c, k.err()
}

// VerifyReason is why an account counts as an official one, or does not.
type VerifyReason string

// The reasons.
const (
	ReasonIDMatches VerifyReason = "id_matches"
	ReasonNameOnly  VerifyReason = "name_only"  // only the name could be compared
	ReasonRenamed   VerifyReason = "renamed"    // under another or a former name
	ReasonIDDiffers VerifyReason = "id_differs" // the name is ours, the id is not
	ReasonOffline   VerifyReason = "offline"
	ReasonClosed    VerifyReason = "closed"
	ReasonUnknown   VerifyReason = "unknown"
)

// VerifyReasons lists the reasons.
var VerifyReasons = []VerifyReason{
	ReasonIDMatches, ReasonNameOnly, ReasonRenamed, ReasonIDDiffers, ReasonOffline, ReasonClosed, ReasonUnknown,
}

// Verification answers a claim. Account is the one of the register that it was compared with, nil for none.
type Verification struct {
	Official bool
	Reason   VerifyReason
	Account  *Account
}

// Verify compares a claim with what the register knows: the accounts of its id, of its name, and those that had its name
// before. The platform's permanent id decides where both are known, as a name can be given up and taken by a stranger.
func (c Claim) Verify(byID, byName, byFormerName []Account) Verification {
	if a := liveliest(byID); a != nil && c.PlatformAccountID != "" {
		if c.Name == "" || Key(c.Name) == a.NameKey {
			return running(a, ReasonIDMatches)
		}
		return running(a, ReasonRenamed)
	}
	if a := liveliest(byName); a != nil && (a.State != StateClosed || len(byFormerName) == 0) {
		if a.State != StateClosed && c.PlatformAccountID != "" && a.PlatformAccountID != "" {
			return Verification{false, ReasonIDDiffers, a}
		}
		return running(a, ReasonNameOnly)
	}
	// A former name alone proves nothing: it was given up, and anybody may have it now.
	if a := liveliest(byFormerName); a != nil {
		if a.State != StateClosed && c.PlatformAccountID != "" && a.PlatformAccountID != "" {
			return Verification{false, ReasonIDDiffers, a}
		}
		v := running(a, ReasonRenamed)
		v.Official = false
		return v
	}
	return Verification{false, ReasonUnknown, nil}
}

// liveliest is the account that is in use rather than one that is not.
func liveliest(accounts []Account) *Account {
	order := map[State]int{StateRunning: 2, StateOffline: 1, StateClosed: 0}
	var best *Account
	for i := range accounts {
		if best == nil || order[accounts[i].State] > order[best.State] {
			best = &accounts[i]
		}
	}
	return best
}

// running answers for an account that is ours; only one in use is official.
func running(a *Account, reason VerifyReason) Verification {
	switch a.State {
	case StateClosed:
		return Verification{false, ReasonClosed, a}
	case StateOffline:
		return Verification{false, ReasonOffline, a}
	case StateRunning:
	}
	return Verification{true, reason, a}
}

// Text is the answer in words.
func (v Verification) Text(l Language) string { return Text(l, "verify_"+string(v.Reason)) }
