package model

import "database/sql/driver"

// ExplanationLine is one step from the findings to the verdict. The lines together let a person compute the result
// again by hand. Args are the figures of the sentence, already as text, so that a stored line reads the same for ever.
type ExplanationLine struct {
	Code      string   `json:"code"`
	Indicator string   `json:"indicator,omitempty"`
	Name      string   `json:"name,omitempty"`
	Findings  int      `json:"findings,omitempty"`
	Points    Points   `json:"points,omitempty"`  // what the findings come to, shown as MaxPoints where it is more
	Counted   Points   `json:"counted,omitempty"` // what of it changed the score
	Args      []string `json:"args,omitempty"`
}

// Text is the sentence for people.
func (l ExplanationLine) Text(lang Language) string {
	args := make([]any, len(l.Args))
	for i, a := range l.Args {
		args[i] = a
	}
	return Text(lang, l.Code, args...)
}

// Explanation is kept as JSON text.
type Explanation []ExplanationLine

// Value writes JSON.
func (e Explanation) Value() (driver.Value, error) {
	if e == nil {
		e = Explanation{}
	}
	return jsonValue(e)
}

// Scan reads JSON.
func (e *Explanation) Scan(src any) error { return jsonScan(src, e) }

// explain adds a line about the whole.
func (e *Explanation) explain(code string, args ...string) {
	*e = append(*e, ExplanationLine{Code: code, Args: args})
}

// explainIndicator adds a line about one indicator, whose sentence begins with its code and name.
func (e *Explanation) explainIndicator(code string, t *tallied, counted Points, args ...string) {
	*e = append(*e, ExplanationLine{
		Code: code, Indicator: t.Code, Name: t.Name, Findings: t.findings,
		Points: min(t.sum(), MaxPoints), Counted: counted, Args: append([]string{t.Code, t.Name}, args...),
	})
}
