package model

// MeasureCount is how often a kind of measure was taken over the findings of a group of targets. One that counts none tells of
// measures that were struck out.
type MeasureCount struct {
	Figure // the group; its counts are empty

	Measure MeasureKind
	Taken
}

// Taken counts measures, and the persons that they were taken against.
type Taken struct{ Measures, Persons int }

// Add takes another count in.
func (t *Taken) Add(o Taken) {
	t.Measures += o.Measures
	t.Persons += o.Persons
}

// MeasureRow is the measures of a region, altogether, by kind in the order of MeasureKinds, and in each round.
type MeasureRow struct {
	Key   string
	Label string
	Taken
	Kinds  []Taken
	Rounds []Taken
}

// NewMeasureRow is a row without measures.
func NewMeasureRow(key, label string, rounds int) MeasureRow {
	return MeasureRow{Key: key, Label: label, Kinds: make([]Taken, len(MeasureKinds)), Rounds: make([]Taken, rounds)}
}

// Add takes a count of a round in.
func (r *MeasureRow) Add(c MeasureCount, round int) {
	r.Taken.Add(c.Taken)
	r.Rounds[round].Add(c.Taken)
	for n, kind := range MeasureKinds {
		if kind == c.Measure {
			r.Kinds[n].Add(c.Taken)
		}
	}
}

// MeasureFigures is the accountability measures over the findings of rounds. Those that were struck out are not counted.
type MeasureFigures struct {
	Kind         Subject // empty for both
	Level        Level
	Campaigns    []Campaign // the oldest first
	Rows         []MeasureRow
	Sum          MeasureRow
	CountedUntil Time
}

// Print is the table with a column for each kind and each round.
func (t MeasureFigures) Print() Printed {
	p := Printed{Header: []any{"序号", "州直/县市", "问责次数", "问责人数"}}
	for _, kind := range MeasureKinds {
		p.Header = append(p.Header, kind.Label()+" 次数", kind.Label()+" 人数")
	}
	for _, c := range t.Campaigns {
		p.Header = append(p.Header, c.Label()+" 次数", c.Label()+" 人数")
	}
	line := func(number, label any, r MeasureRow) {
		cells := []any{number, label, r.Measures, r.Persons}
		for _, of := range [][]Taken{r.Kinds, r.Rounds} {
			for _, taken := range of {
				cells = append(cells, taken.Measures, taken.Persons)
			}
		}
		p.Rows = append(p.Rows, cells)
	}
	for n, r := range t.Rows {
		line(n+1, r.Label, r)
	}
	line(TotalLabel, nil, t.Sum)
	return p
}
