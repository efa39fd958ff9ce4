package service_test

import (
	"cmp"
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"xuncha/model"
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

func clerkOf(c *plainCase) model.Actor {
	return actor(model.RoleCountyAdmin, model.Scope(c.RegionCode))
}

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

// sweeping sends all that is due to be swept while it is swept: it is there afterwards, or the sender was told.
func (r *archive) sweeping(t *rapid.T) {
	_, due := r.idle()
	if len(due) == 0 {
		return
	}
	of, e, n := pick(t, "case", r.cases...), model.AttachmentEdit{Purpose: model.PurposeProof}, 0
	rows := make([]model.Attachment, len(due))
	calls := []func() error{func() (err error) {
		n, err = r.w.Attachments.Sweep(r.w.ctx)
		return err
	}}
	for i, content := range due {
		calls = append(calls, func() (err error) {
			rows[i], err = r.w.send(operator, r.upload(of, e, content))
			return err
		})
	}
	errs := together(calls...)
	expect(t, errs[0], "")
	least := 0
	for i, content := range due {
		r.seen["sent at once "+refusal(errs[i+1])]++
		if r.swept(content); errs[i+1] == nil {
			continue
		}
		expect(t, errs[i+1], "evidence_being_removed")
		least++
	}
	for i, row := range rows {
		if errs[i+1] == nil {
			r.add(row, of, e, nil, due[i])
		}
	}
	slices.SortFunc(r.files, func(a, b *plainFile) int { return cmp.Compare(a.id, b.id) })
	if n < least || n > len(due) {
		t.Fatalf("%d of %d were swept, and %d sent: %v", n, len(due), len(due)-least, errs)
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
