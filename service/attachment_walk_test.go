package service_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository"
)

// idle are the contents that no file has, and those of them that are due to be swept.
func (r *archive) idle() (all, due []string) {
	for content, at := range r.touched {
		if slices.ContainsFunc(r.files, func(f *plainFile) bool { return f.content == content }) {
			continue
		}
		if all = append(all, content); at.Before(r.w.now.Add(-24 * time.Hour)) {
			due = append(due, content)
		}
	}
	slices.Sort(due)
	return all, due
}

func (r *archive) sweep(t *rapid.T) {
	_, due := r.idle()
	n, err := r.w.Attachments.Sweep(r.w.ctx)
	if expect(t, err, ""); n != len(due) {
		t.Fatalf("%d were swept, want %d", n, len(due))
	}
	r.swept(due...)
}

func (r *archive) swept(contents ...string) {
	for _, content := range contents {
		delete(r.touched, content)
		r.seen["swept"]++
	}
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
		property(t, func(rt *rapid.T) {
			execute(t, w.store, "UPDATE attachments SET pair_id = NULL")
			for _, table := range strings.Fields("attachments blobs rectification_steps findings rectifications finding_counters") {
				execute(t, w.store, "DELETE FROM "+table)
			}
			w.now, w.blobs = start, folder(t)
			w.Services = w.with(w.ring)
			r := newArchive(w, seen)
			for range rapid.IntRange(15, 40).Draw(rt, "steps") {
				pick(rt, "step", r.send, r.send, r.send, r.send, r.send, r.send, r.receive, r.receive, r.update, r.update, r.remove, r.prove, r.prove, r.review,
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
	everSeen(t, seen, "at once", "handed in at once", "paired at once", "decided at once", "sent at once")
}

// everSeen fails the test unless something came to pass that begins so, in whichever way.
func everSeen(t *testing.T, seen map[string]int, beginnings ...string) {
	t.Helper()
	for _, b := range beginnings {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(seen)), func(what string) bool { return strings.HasPrefix(what, b) }) {
			t.Errorf("never seen: %s", b)
		}
	}
}
