package model

// Warning is something about a thing that deserves a look. It never stands in the way of a change.
type Warning struct {
	Code string
	Args []any
}

// WarningFilter selects things with a warning.
type WarningFilter string

// WarningSecondAccount is about accounts of a unit that has another one on the same platform.
const WarningSecondAccount WarningFilter = "second_account"

// WarningFilters lists the warnings that accounts can be selected by.
var WarningFilters = []WarningFilter{WarningSecondAccount}

// SecondAccount warns of another account of the same unit on the same platform: one is the rule.
func SecondAccount(names string) Warning {
	return Warning{Code: "second_account_of_platform", Args: []any{names}}
}

// Text is the warning in words.
func (w Warning) Text(l Language) string { return Text(l, w.Code, w.Args...) }
