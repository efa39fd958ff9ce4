package service_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository"
)

// free are the files that nobody has decided upon and that are nobody's counterpart.
func (r *archive) free(purpose model.Purpose) []*plainFile {
	return slices.DeleteFunc(slices.Clone(r.files), func(f *plainFile) bool {
		return f.decided(f.Purpose)+r.counterpart(f) != "" || f.Purpose != purpose
	})
}

func (r *archive) delete(f *plainFile) func() error {
	return func() error { return r.w.Attachments.Delete(r.w.ctx, operator, f.id, f.version) }
}

// late is what whoever comes second is told: that the file has changed, or that there is none.
func late(err error) bool { return slices.Contains([]string{missing, "stale_version"}, refusal(err)) }

// removals lets two remove or change one file at once: one does.
func (r *archive) removals(t *rapid.T) {
	files := slices.Concat(r.free(model.PurposeProof), r.free(model.PurposeEvidence))
	if len(files) == 0 {
		return
	}
	f := pick(t, "file", files...)
	calls := []func() error{r.delete(f), r.delete(f)}
	e := f.AttachmentEdit
	e.Caption += "改"
	changes := rapid.Bool().Draw(t, "one changes it")
	if changes {
		calls[0] = func() error {
			return only(r.w.Attachments.Update(r.w.ctx, operator, f.id, f.version, set(func(u *model.AttachmentEdit) { u.Caption = e.Caption })))
		}
	}
	errs := together(calls...)
	won := slices.Index(errs, nil)
	if won < 0 || !late(errs[1-won]) {
		t.Fatalf("two at once: %v", errs)
	}
	r.seen[fmt.Sprint("at once changed ", changes && won == 0)]++
	if changes && won == 0 {
		f.AttachmentEdit, f.version = e, f.version+1
		return
	}
	r.gone(f)
}

// proofs lets one hand a file in while another one removes it: it is handed in and there, or neither.
func (r *archive) proofs(t *rapid.T) {
	files := slices.DeleteFunc(r.free(model.PurposeProof), func(f *plainFile) bool { return f.of.handedIn })
	if len(files) == 0 {
		return
	}
	f := pick(t, "file", files...)
	on := r.findingVersion(f.of)
	errs := together(r.delete(f), func() error {
		proof := model.Proof{Done: "已整改", AttachmentIDs: []uint64{f.id}}
		return only(r.w.Findings.SubmitProof(r.w.ctx, clerkOf(f.of), f.of.finding, on, proof))
	})
	switch {
	case errs[1] == nil && late(errs[0]):
		r.bind(f.of, f)
	case errs[0] == nil && refusal(errs[1]) == "invalid_fields attachment_ids[0]:unknown_reference":
		r.gone(f)
	default:
		t.Fatalf("handed in and removed at once: %v", errs)
	}
	r.seen["handed in at once "+refusal(errs[1])]++
}

func clerkOf(c *plainCase) model.Actor { return actor(model.RoleCountyAdmin, model.Scope(c.RegionCode)) }

// pairs lets one file name another one as its counterpart while that one is removed.
func (r *archive) pairs(t *rapid.T) {
	files := slices.DeleteFunc(r.free(model.PurposeProof), func(f *plainFile) bool { return f.Moment != model.MomentBefore })
	if len(files) == 0 {
		return
	}
	f, content := pick(t, "file", files...), pick(t, "content", r.texts...)
	e := model.AttachmentEdit{Purpose: model.PurposeProof, Moment: model.MomentAfter, PairID: model.OptionalID(f.id)}
	r.touched[content] = r.w.now
	var row model.Attachment
	errs := together(r.delete(f), func() (err error) {
		row, err = r.w.send(operator, r.upload(f.of, e, content))
		return err
	})
	switch {
	case errs[1] == nil && refusal(errs[0]) == "has_counterpart":
		r.add(row, f.of, e, f, content)
	case errs[0] == nil && refusal(errs[1]) == "invalid_fields pair_id:unknown_reference":
		r.gone(f)
	default:
		t.Fatalf("paired and removed at once: %v", errs)
	}
	r.seen["paired at once "+refusal(errs[1])]++
}

// decisions lets one confirm a result while another one removes evidence of it.
func (r *archive) decisions(t *rapid.T) {
	files := r.free(model.PurposeEvidence)
	if len(files) == 0 {
		return
	}
	f := pick(t, "file", files...)
	errs := together(r.delete(f), func() error { return r.confirm(f.of) })
	expect(t, errs[1], "")
	f.of.confirmed = true
	r.seen["decided at once "+refusal(errs[0])]++
	if errs[0] == nil {
		r.gone(f)
		return
	}
	expect(t, errs[0], "attachment_decided")
}

// sweeping sends what is due to be swept while it is swept: it is there afterwards, or the sender was told.
func (r *archive) sweeping(t *rapid.T) {
	_, due := r.idle()
	if len(due) == 0 {
		return
	}
	of, content := pick(t, "case", r.cases...), pick(t, "content", due...)
	e := model.AttachmentEdit{Purpose: model.PurposeProof}
	var row model.Attachment
	n := 0
	errs := together(func() (err error) {
		n, err = r.w.Attachments.Sweep(r.w.ctx)
		return err
	}, func() (err error) {
		row, err = r.w.send(operator, r.upload(of, e, content))
		return err
	})
	expect(t, errs[0], "")
	r.seen["sent at once "+refusal(errs[1])]++
	r.swept(due...)
	switch {
	case errs[1] == nil && (n == len(due) || n == len(due)-1):
		r.add(row, of, e, nil, content)
	case refusal(errs[1]) != "evidence_being_removed" || n != len(due):
		t.Fatalf("%d of %d were swept, and sent at once: %v", n, len(due), errs)
	}
}

// last removes a file while its content is sent again.
func (r *archive) last(t *rapid.T) {
	files := r.free(model.PurposeProof)
	if len(files) == 0 {
		return
	}
	f := pick(t, "file", files...)
	e := model.AttachmentEdit{Purpose: model.PurposeProof}
	var row model.Attachment
	errs := together(r.delete(f), func() (err error) {
		row, err = r.w.send(operator, r.upload(f.of, e, f.content))
		return err
	})
	expect(t, errs[0], "")
	expect(t, errs[1], "")
	r.gone(f)
	r.add(row, f.of, e, nil, f.content)
}

// check compares the rows, the contents that are known, and what is in the store.
func (r *archive) check(t *rapid.T) {
	var want, got []string
	for _, f := range r.files {
		finding := uint64(0)
		if f.bound {
			finding = f.of.finding
		}
		want = append(want, fmt.Sprint(f.id, " v", f.version, " of ", f.of.ID, " ", f.Purpose, " ", f.Moment, " ", f.PairID, " ", f.Caption, " ", finding, " ", hashOf(f.content)))
	}
	for _, row := range must[model.List[model.Attachment]](r.w.t)(r.w.Attachments.List(r.w.ctx, operator, model.AttachmentFilter{}, everything)).Items {
		got = append(got, fmt.Sprint(row.ID, " v", row.Version, " of ", row.InspectionID, " ", row.Purpose, " ", row.Moment, " ", row.PairID, " ", row.Caption, " ", uint64(row.RectificationID), " ", row.BlobHash))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-plain +kept)\n%s", diff)
	}
	want, got = nil, nil
	for content := range r.touched {
		want = append(want, model.BlobKey(hashOf(content)))
	}
	for key, err := range r.w.blobs.Keys(r.w.ctx) {
		if expect(t, err, ""); key != "" {
			got = append(got, key)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("the store (-plain +kept)\n%s", diff)
	}
	idle, _ := r.idle()
	damaged, report := r.w.check(false)
	if len(damaged) > 0 || report.Attachments != len(r.files) || report.Contents != len(r.touched)-len(idle) || report.Waiting != len(idle) || report.Unknown != 0 {
		t.Fatalf("%v is damaged, %+v, and %d of %d contents wait", damaged, report, len(idle), len(r.touched))
	}
}

// count recounts what everybody sees.
func (r *archive) count(t *rapid.T) {
	for _, who := range r.people {
		for _, of := range r.cases {
			want := map[model.Purpose]int64{}
			for _, f := range r.files {
				if f.of == of && who.sees(of) {
					want[f.Purpose]++
				}
			}
			for _, p := range model.Purposes {
				list, err := r.w.Attachments.List(r.w.ctx, who.Actor, model.AttachmentFilter{InspectionID: of.ID, Purpose: p}, model.ListRequest{Page: 1, Size: 1})
				if err != nil || list.Total != want[p] {
					t.Fatalf("%s of %s counts %d of %s, recounted %d, %v", who.Role, who.Scope, list.Total, p, want[p], err)
				}
			}
		}
	}
}

// Whatever several people send, pair, hand in, remove and sweep: what is in use is there, and what is not goes.
func TestAttachmentsKeepToThePlainArchive(t *testing.T) {
	seen := map[string]int{}
	each(t, func(t *testing.T, w *world) {
		start := w.now
		for _, region := range []model.RegionCode{countyA, countyB} {
			w.site(w.organization(region))
		}
		rapid.Check(t, func(rt *rapid.T) {
			execute(t, w.store, "UPDATE attachments SET pair_id = NULL")
			for _, table := range strings.Fields("attachments blobs rectification_steps findings rectifications finding_counters") {
				execute(t, w.store, "DELETE FROM "+table)
			}
			w.now, w.blobs = start, folder(t)
			w.Services = w.with(w.ring)
			r := newArchive(w, seen)
			for range rapid.IntRange(15, 40).Draw(rt, "steps") {
				pick(rt, "step", r.send, r.send, r.send, r.send, r.receive, r.receive, r.update, r.update, r.remove, r.prove, r.prove, r.review,
					r.sweep, r.removals, r.proofs, r.pairs, r.decisions, r.sweeping, r.sweeping, r.last, func(rt *rapid.T) {
						w.now = w.now.Add(time.Duration(rapid.IntRange(12, 30).Draw(rt, "hours")) * time.Hour)
					})(rt)
				r.check(rt)
			}
			r.count(rt)
		})
	}, repository.WithPool(8))
	// The control: all of this came to pass, so the rules above were asked. Which of two comes first is not for a test to say.
	for _, what := range []string{
		"send ", "send forbidden", "send invalid_fields inspection:unknown_reference", "send invalid_fields pair_id:not_its_before",
		"update ", "update attachment_bound", "update attachment_decided", "update has_counterpart", "update invalid_fields pair_id:not_its_before",
		"update not_found", "update stale_version", "remove ", "remove attachment_bound", "remove attachment_decided", "remove has_counterpart",
		"prove of_other_target", "prove not_a_proof", "prove named_twice", "bound", "swept",
	} {
		if seen[what] == 0 {
			t.Errorf("never seen: %s", what)
		}
	}
	for _, pair := range []string{"at once", "handed in at once", "paired at once", "decided at once", "sent at once"} {
		n := 0
		for what, times := range seen {
			if strings.HasPrefix(what, pair) {
				n += times
				t.Log(what, times)
			}
		}
		if n == 0 {
			t.Errorf("never seen: %s", pair)
		}
	}
}
