package model

// SelfCheckState is where a self-check stands.
type SelfCheckState string

// The states of a self-check. A draft is seen by nobody but those who write it.
const (
	SelfCheckDraft    SelfCheckState = "draft"
	SelfCheckFinished SelfCheckState = "finished"
)

// SelfCheckStates lists the states.
var SelfCheckStates = []SelfCheckState{SelfCheckDraft, SelfCheckFinished}

// SelfCheckVerb is what somebody does with a self-check.
type SelfCheckVerb string

// The verbs of a self-check.
const (
	VerbUpdateSelfCheck SelfCheckVerb = "update"
	VerbFinishSelfCheck SelfCheckVerb = "finish"
	VerbReopenSelfCheck SelfCheckVerb = "reopen"
	VerbDeleteSelfCheck SelfCheckVerb = "delete"
)

// A deleted one is nothing any more, so the verb has no row; CanDelete says who may be deleted.
var selfCheckMachine = Machine[SelfCheckState, SelfCheckVerb]{
	Noun: "self-check", Start: SelfCheckDraft,
	Moves: []Move[SelfCheckState, SelfCheckVerb]{
		{VerbUpdateSelfCheck, []SelfCheckState{SelfCheckDraft}, SelfCheckDraft},
		{VerbFinishSelfCheck, []SelfCheckState{SelfCheckDraft}, SelfCheckFinished},
		{VerbReopenSelfCheck, []SelfCheckState{SelfCheckFinished}, SelfCheckDraft},
	},
}

// Actions lists the verbs that the state allows.
func (s SelfCheckState) Actions() []string {
	actions := selfCheckMachine.Verbs(s)
	if s == SelfCheckDraft {
		actions = append(actions, string(VerbDeleteSelfCheck))
	}
	return actions
}

// Label is the Chinese name of the state, as printed.
func (s SelfCheckState) Label() string {
	switch s {
	case SelfCheckDraft:
		return "草稿"
	case SelfCheckFinished:
		return "已完成"
	}
	return string(s)
}

// CheckSight is the part of the self-checks that a caller sees: finished ones of its area, and drafts where it writes them.
type CheckSight interface {
	Sight
	Drafts() bool
}

// Drafts reports whether the actor sees drafts of self-checks, and writes them: who may check oneself, in an area no larger
// than a county. What those above see a county decides by finishing.
func (a Actor) Drafts() bool {
	area := a.Area()
	return a.Allow(CheckOneself) == nil && area != ScopeAll && len(area) == len(RegionCode("422801"))
}

// CheckItself is the refusal of whoever does not write self-checks, nil for those who do.
func (a Actor) CheckItself() error {
	if err := a.Allow(CheckOneself); err != nil {
		return err
	}
	if !a.Drafts() {
		return NewError(KindForbidden, "self_check_of_county")
	}
	return nil
}

// Finish shows the self-check to those above, judged by the terms as they stand now.
func (k *SelfCheck) Finish(t SelfCheckTerms, at Time) error {
	if err := k.move(VerbFinishSelfCheck); err != nil {
		return err
	}
	k.FinishedAt = at
	return k.judge(t)
}

// Reopen makes it a draft again, which nobody above sees.
func (k *SelfCheck) Reopen() error {
	k.FinishedAt = Time{}
	return k.move(VerbReopenSelfCheck)
}

// CanUpdate refuses to change what others have seen.
func (k SelfCheck) CanUpdate() error {
	_, err := selfCheckMachine.Next(k.State, VerbUpdateSelfCheck)
	return err
}

// CanDelete refuses to delete what others have seen.
func (k SelfCheck) CanDelete() error {
	if k.State != SelfCheckDraft {
		return selfCheckMachine.Refuse(k.State)
	}
	return nil
}

func (k *SelfCheck) move(verb SelfCheckVerb) error {
	to, err := selfCheckMachine.Next(k.State, verb)
	if err != nil {
		return err
	}
	k.State = to
	return nil
}
