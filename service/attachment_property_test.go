package service_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/service"
)

// plainFile is an attachment as anybody would describe it: a sheet of paper in a folder, with a copy in the archive.
type plainFile struct {
	id      uint64
	version uint64
	of      *plainCase
	model.AttachmentEdit
	pair    *plainFile
	bound   bool // to the finding of its target
	content string
}

// plainCase is a target with one finding.
type plainCase struct {
	model.Inspection
	confirmed bool
	finding   uint64
	handedIn  bool
}

// archive is where files of evidence are, beside the program.
type archive struct {
	w       *world
	cases   []*plainCase
	files   []*plainFile
	texts   []string             // all contents that there are to send
	touched map[string]time.Time // those that are stored, and when they were last sent or last lost a file
	people  []sender
	seen    map[string]int
}

// sender is somebody who sends files, proof, or only looks at them.
type sender struct {
	model.Actor
	sends, proves bool
}

func (s sender) sees(c *plainCase) bool {
	return s.Scope.Covers(c.RegionCode) && (s.OrganizationID == 0 || s.OrganizationID == c.TargetOrganizationID)
}

func hashOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// newArchive is a round with a fault on each of its targets, and an empty archive.
func newArchive(w *world, seen map[string]int) *archive {
	r := &archive{w: w, touched: map[string]time.Time{}, seen: seen, texts: []string{w.picture(), w.picture(), w.picture(), w.picture()}}
	c := w.open("422800")
	for _, i := range w.targets(c.Code) {
		w.result(i.ID, veto("甲"))
		r.cases = append(r.cases, &plainCase{Inspection: i})
	}
	for n, f := range w.findings(model.RectificationFilter{Campaign: c.Code}) {
		if r.cases[n].ID != f.InspectionID {
			w.t.Fatal("the findings come in another order than the targets")
		}
		r.cases[n].finding = f.ID
	}
	staff := actor(model.RoleUnitStaff, model.Scope(countyA))
	staff.OrganizationID = r.cases[0].TargetOrganizationID
	r.people = []sender{
		{operator, true, true},
		{clerkA, true, true},
		{staff, true, true},
		{inspectorOf("4228"), true, false},
		{actor(model.RoleViewer, "4228"), false, false},
	}
	return r
}

// draw says something of a file of a case. What it names as the one of before is mostly one.
func (r *archive) draw(t *rapid.T, of *plainCase) (e model.AttachmentEdit, pair *plainFile) {
	e = model.AttachmentEdit{
		Purpose: pick(t, "purpose", model.PurposeEvidence, model.PurposeProof, model.PurposeProof), Caption: pick(t, "caption", "", "首页"),
		Moment: pick(t, "moment", "", model.MomentBefore, model.MomentBefore, model.MomentAfter, model.MomentAfter),
	}
	befores := slices.DeleteFunc(slices.Clone(r.files), func(f *plainFile) bool { return f.of != of || f.Moment != model.MomentBefore })
	if seldom(t, "any file") {
		befores = r.files
	}
	if e.Moment == model.MomentAfter && len(befores) > 0 && pick(t, "paired", true, true, false) {
		pair = pick(t, "pair", befores...)
		e.PairID = model.OptionalID(pair.id)
	}
	return e, pair
}

// pairing says how a pair is refused, if it is. Nobody pairs a file with itself.
func pairing(who sender, of *plainCase, self, pair *plainFile) string {
	switch {
	case pair == nil:
		return ""
	case !who.sees(pair.of):
		return "invalid_fields pair_id:unknown_reference"
	case pair == self || pair.Moment != model.MomentBefore || pair.of != of:
		return "invalid_fields pair_id:not_its_before"
	}
	return ""
}

func (r *archive) upload(of *plainCase, e model.AttachmentEdit, content string) service.EvidenceUpload {
	return r.w.upload(of.Inspection, content, func(u *model.AttachmentEdit) {
		u.Purpose, u.Moment, u.PairID, u.Caption = e.Purpose, e.Moment, e.PairID, e.Caption
	})
}

// send sends a file. Content that came in is stored, also when nothing becomes of it.
func (r *archive) send(t *rapid.T) {
	who, of, content := pick(t, "who", r.people...), pick(t, "case", r.cases...), pick(t, "content", r.texts...)
	e, pair := r.draw(t, of)
	want := first(when(!who.sends, "forbidden"), when(!who.sees(of), "invalid_fields inspection:unknown_reference"))
	if want == "" {
		r.touched[content] = r.w.now
	}
	want = first(want, pairing(who, of, nil, pair))
	row, err := r.w.send(who.Actor, r.upload(of, e, content))
	r.seen["send "+want]++
	if same(t, "send by "+who.Name, err, want) {
		r.add(row, of, e, pair, content)
	}
}

func (r *archive) add(row model.Attachment, of *plainCase, e model.AttachmentEdit, pair *plainFile, content string) {
	r.files = append(r.files, &plainFile{id: row.ID, version: 1, of: of, AttachmentEdit: e, pair: pair, content: content})
	r.touched[content] = r.w.now
}

// receive sends a file of which nothing becomes.
func (r *archive) receive(t *rapid.T) {
	content := pick(t, "content", r.texts...)
	_, err := r.w.Attachments.Receive(r.w.ctx, operator, r.w.upload(r.cases[0].Inspection, content))
	expect(t, err, "")
	r.touched[content] = r.w.now
}

// decided says why a file stays as it is, if it does.
func (f *plainFile) decided(purpose model.Purpose) string {
	return first(when(f.bound, "attachment_bound"), when(purpose == model.PurposeEvidence && f.of.confirmed, "attachment_decided"))
}

func (r *archive) counterpart(f *plainFile) string {
	return when(slices.ContainsFunc(r.files, func(other *plainFile) bool { return other.pair == f }), "has_counterpart")
}

// reach says how somebody is refused who has nothing to do with a file, or comes late.
func reach(who sender, f *plainFile, on uint64) string {
	return first(when(!who.sends, "forbidden"), when(!who.sees(f.of), missing), when(on != f.version, "stale_version"))
}

// file is one of them, more often one that another one names.
func (r *archive) file(t *rapid.T) *plainFile {
	named := slices.DeleteFunc(slices.Clone(r.files), func(f *plainFile) bool { return r.counterpart(f) == "" })
	if len(named) == 0 || rapid.Bool().Draw(t, "any file") {
		named = r.files
	}
	return pick(t, "file", named...)
}

func (r *archive) version(t *rapid.T, f *plainFile) uint64 {
	if seldom(t, "late") {
		return f.version - 1
	}
	return f.version
}

func (r *archive) update(t *rapid.T) {
	if len(r.files) == 0 {
		return
	}
	who, f := pick(t, "who", r.people...), r.file(t)
	on := r.version(t, f)
	e, pair := r.draw(t, f.of)
	_, err := r.w.Attachments.Update(r.w.ctx, who.Actor, f.id, on, set(func(u *model.AttachmentEdit) {
		u.Purpose, u.Moment, u.PairID, u.Caption = e.Purpose, e.Moment, e.PairID, e.Caption
	}))
	want := reach(who, f, on)
	changes := e != f.AttachmentEdit
	if want == "" && changes {
		want = first(f.decided(f.Purpose), f.decided(e.Purpose))
		if e.Moment != f.Moment {
			want = first(want, r.counterpart(f))
		}
		want = first(want, pairing(who, f.of, f, pair))
	}
	r.seen["update "+want]++
	if same(t, fmt.Sprintf("update by %s of %+v to %+v", who.Name, *f, e), err, want) && changes {
		f.AttachmentEdit, f.pair, f.version = e, pair, f.version+1
	}
}

func (r *archive) remove(t *rapid.T) {
	if len(r.files) == 0 {
		return
	}
	who, f := pick(t, "who", r.people...), r.file(t)
	on := r.version(t, f)
	want := first(reach(who, f, on), f.decided(f.Purpose), r.counterpart(f))
	r.seen["remove "+want]++
	if same(t, "remove", r.w.Attachments.Delete(r.w.ctx, who.Actor, f.id, on), want) {
		r.gone(f)
	}
}

func (r *archive) gone(f *plainFile) {
	r.files = slices.DeleteFunc(r.files, func(other *plainFile) bool { return other == f })
	r.touched[f.content] = r.w.now
}

// prove hands in a rectification with some files, or takes the one that was handed in back to where it was.
func (r *archive) prove(t *rapid.T) {
	of := pick(t, "case", r.cases...)
	if of.handedIn {
		_, err := r.w.Findings.Reject(r.w.ctx, reviewer, of.finding, r.findingVersion(of), why)
		expect(t, err, "")
		of.handedIn = false
		return
	}
	who := pick(t, "who", slices.DeleteFunc(slices.Clone(r.people), func(s sender) bool { return !s.proves || !s.sees(of) })...)
	var ids []uint64
	var named []*plainFile
	faults := ""
	for n := range rapid.IntRange(0, min(2, len(r.files))).Draw(t, "files") {
		f := pick(t, "file", r.files...)
		fault := first(
			when(slices.Contains(named, f), "named_twice"), when(!who.sees(f.of), "unknown_reference"), when(f.of != of, "of_other_target"),
			when(f.Purpose != model.PurposeProof, "not_a_proof"),
		)
		if fault != "" {
			faults += fmt.Sprintf(" attachment_ids[%d]:%s", n, fault)
			r.seen["prove "+fault]++
		}
		ids, named = append(ids, f.id), append(named, f)
	}
	_, err := r.w.Findings.SubmitProof(r.w.ctx, who.Actor, of.finding, r.findingVersion(of), model.Proof{Done: "已整改", AttachmentIDs: ids})
	if same(t, "prove", err, when(faults != "", "invalid_fields"+faults)) {
		r.bind(of, named...)
	}
}

func (r *archive) bind(of *plainCase, named ...*plainFile) {
	of.handedIn = true
	for _, f := range named {
		if !f.bound {
			f.bound, f.version = true, f.version+1
			r.seen["bound"]++
		}
	}
}

func (r *archive) findingVersion(of *plainCase) uint64 {
	return must[service.FindingDetail](r.w.t)(r.w.Findings.Get(r.w.ctx, operator, of.finding)).Version
}

// review confirms a result, or gives it back so that it comes in once more as it was.
func (r *archive) review(t *rapid.T) {
	of := pick(t, "case", r.cases...)
	if of.confirmed {
		now := must[model.Result](r.w.t)(r.w.Inspections.Get(r.w.ctx, operator, of.ID))
		_, err := r.w.Inspections.Move(r.w.ctx, reviewer, of.ID, now.Inspection.Version, model.VerbReturn, why)
		expect(t, err, "")
		r.w.result(of.ID, veto("甲"))
		of.confirmed = false
		return
	}
	expect(t, r.confirm(of), "")
	of.confirmed = true
}

func (r *archive) confirm(of *plainCase) error {
	now, err := r.w.Inspections.Get(r.w.ctx, operator, of.ID)
	if err != nil {
		return err
	}
	return only(r.w.Inspections.Move(r.w.ctx, reviewer, of.ID, now.Inspection.Version, model.VerbConfirm, model.Reason{}))
}
