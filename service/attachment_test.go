package service_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/blobs"
)

// check answers what is damaged, and the counts.
func (w *world) check(fast bool) (map[uint64]service.Damage, service.EvidenceReport) {
	w.t.Helper()
	damaged := map[uint64]service.Damage{}
	report, err := w.Attachments.Check(w.ctx, fast, func(d service.Damaged) error {
		damaged[d.Attachment.ID] = d.Damage
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return damaged, report
}

func (w *world) content(a model.Attachment) string {
	w.t.Helper()
	r := must[io.ReadCloser](w.t)(w.Attachments.Read(w.ctx, operator, a, 0, a.ByteSize))
	text, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		w.t.Fatal(err)
	}
	return string(text)
}

// The same bytes are stored once, for attachments of their own; they go a day after the last of these.
func TestContentIsStoredOnceAndSweptWhenUnused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		i, content := w.target(countyA), w.picture()
		one := must[model.Attachment](t)(w.send(operator, w.upload(i, content)))
		two := must[model.Attachment](t)(w.send(operator, w.upload(i, content)))
		if one.ID == two.ID || one.BlobHash != two.BlobHash || w.content(two) != content {
			t.Errorf("%+v and %+v", one, two)
		}
		left := must[service.Received](t)(w.Attachments.Receive(w.ctx, operator, w.upload(i, w.picture()))) // never becomes one
		sweep := func(want int) {
			t.Helper()
			if n := must[int](t)(w.Attachments.Sweep(w.ctx)); n != want {
				t.Errorf("%d were swept, want %d", n, want)
			}
		}
		if _, report := w.check(false); report != (service.EvidenceReport{Attachments: 2, Contents: 1, Bytes: one.ByteSize, Waiting: 1}) {
			t.Errorf("%+v", report)
		}
		w.now = w.now.Add(24 * time.Hour)
		sweep(0) // a day, not more than a day
		w.now = w.now.Add(time.Second)
		sweep(1)
		refused(t, "an attachment of what was swept", only(w.Attachments.Add(w.ctx, operator, left)), "evidence_being_removed")
		if err := w.Attachments.Delete(w.ctx, operator, one.ID, 1); err != nil {
			t.Fatal(err)
		}
		w.now = w.now.Add(100 * time.Hour)
		sweep(0) // the other one has it
		if err := w.Attachments.Delete(w.ctx, operator, two.ID, 1); err != nil {
			t.Fatal(err)
		}
		sweep(0) // just removed
		w.now = w.now.Add(25 * time.Hour)
		sweep(1)
		if _, report := w.check(false); report != (service.EvidenceReport{}) {
			t.Errorf("%+v", report)
		}
		again := must[model.Attachment](t)(w.send(operator, w.upload(i, content)))
		if w.content(again) != content {
			t.Error("what was swept cannot come again")
		}
	})
}

// A blob that this database never had is somebody else's, and stays.
func TestSweepLeavesWhatItDoesNotKnow(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		draft := must[string](t)(w.blobs.Receive(w.ctx, strings.NewReader("x")))
		key := model.BlobKey(strings.Repeat("ab", 32))
		if err := w.blobs.Keep(w.ctx, draft, key); err != nil {
			t.Fatal(err)
		}
		w.now = time.Now().Add(1000 * time.Hour)
		if n := must[int](t)(w.Attachments.Sweep(w.ctx)); n != 0 {
			t.Errorf("%d were swept", n)
		}
		if _, report := w.check(true); report.Unknown != 1 {
			t.Errorf("%+v", report)
		}
	})
}

// Drafts of programs that died are swept by their age.
func TestSweepRemovesOldDrafts(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		must[string](t)(w.blobs.Receive(w.ctx, strings.NewReader("half")))
		for want, ahead := range []time.Duration{23 * time.Hour, 25 * time.Hour} {
			w.now = time.Now().Add(ahead)
			if n := must[int](t)(w.Attachments.Sweep(w.ctx)); n != want {
				t.Errorf("%d drafts were swept after %s", n, ahead)
			}
		}
	})
}

// gate is a store that stops before it removes something, until the test lets it go on.
type gate struct {
	blobs.Store
	arrived, pass chan struct{}
}

func (g gate) Remove(ctx context.Context, key string) error {
	g.arrived <- struct{}{}
	<-g.pass
	return g.Store.Remove(ctx, key)
}

// Content that is sent again while it is being swept is refused until it is gone, and safe afterwards. Without the mark,
// which is the control, the sender is told that it is safe and loses it.
func TestContentSentWhileItIsSwept(t *testing.T) {
	for _, marked := range []bool{true, false} {
		each(t, func(t *testing.T, w *world) {
			g := gate{w.blobs, make(chan struct{}), make(chan struct{})}
			settings := w.settings()
			settings.Evidence.Blobs = g
			sweeper := service.New(w.store, settings)
			i, content := w.target(countyA), w.picture()
			must[service.Received](t)(w.Attachments.Receive(w.ctx, operator, w.upload(i, content)))
			w.now = w.now.Add(25 * time.Hour)
			swept := make(chan error)
			go func() { swept <- only(sweeper.Attachments.Sweep(w.ctx)) }()
			<-g.arrived
			if !marked {
				execute(t, w.store, "UPDATE blobs SET going_at = NULL")
			}
			row, err := w.send(operator, w.upload(i, content))
			close(g.pass)
			if failed := <-swept; failed != nil {
				t.Error(failed)
			}
			damaged, _ := w.check(false)
			if !marked {
				if err != nil || damaged[row.ID] != service.DamageMissing {
					t.Errorf("the control: %v, %v: the mark guards nothing", err, damaged)
				}
				return
			}
			refused(t, "content that is being swept", err, "evidence_being_removed")
			again := must[model.Attachment](t)(w.send(operator, w.upload(i, content)))
			if damaged, _ := w.check(false); len(damaged) > 0 || w.content(again) != content {
				t.Errorf("damaged: %v", damaged)
			}
		})
	}
}

// A sweeper that was killed between its steps holds nobody up for longer than an hour, and the next one ends its work.
func TestSweeperThatWasKilled(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		i, content := w.target(countyA), w.picture()
		must[service.Received](t)(w.Attachments.Receive(w.ctx, operator, w.upload(i, content)))
		w.now = w.now.Add(25 * time.Hour)
		execute(t, w.store, "UPDATE blobs SET going_at = '"+w.now.Format("2006-01-02 15:04:05.000000")+"'")
		if n := must[int](t)(w.Attachments.Sweep(w.ctx)); n != 0 {
			t.Error("two sweep the same")
		}
		_, err := w.send(operator, w.upload(i, content))
		refused(t, "at once", err, "evidence_being_removed")
		w.now = w.now.Add(time.Hour + time.Second)
		row := must[model.Attachment](t)(w.send(operator, w.upload(i, content)))
		if damaged, _ := w.check(false); len(damaged) > 0 || w.content(row) != content {
			t.Errorf("damaged: %v", damaged)
		}
	})
}

// Whatever senders, removers and sweepers do at once: no attachment ever lacks its content.
func TestSendersAndSweepers(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		i := w.target(countyA)
		contents := []string{w.picture(), w.picture(), w.picture()}
		impatient := w.settings()
		impatient.Clock = func() time.Time { return w.now.Add(48 * time.Hour) } // to whom everything is old
		sweeper := service.New(w.store, impatient)
		var all sync.WaitGroup
		for n := range 4 {
			all.Go(func() {
				for round := range 15 {
					row, err := w.send(operator, w.upload(i, contents[(n+round)%len(contents)]))
					if err == nil && round%3 == 0 {
						err = w.Attachments.Delete(w.ctx, operator, row.ID, 1)
					}
					if err != nil && refusal(err) != "evidence_being_removed" {
						t.Error(err)
					}
				}
			})
		}
		for range 2 {
			all.Go(func() {
				for range 30 {
					if _, err := sweeper.Attachments.Sweep(w.ctx); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		if damaged, report := w.check(false); len(damaged) > 0 {
			t.Errorf("damaged: %v, %+v", damaged, report)
		}
	})
}

// Every kind of damage is found and named; the fast check sees what can be seen without reading.
func TestCheckFindsDamage(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		place := t.TempDir()
		w.blobs = must[*blobs.Folder](t)(blobs.OpenFolder(place))
		w.Services = w.with(w.ring)
		i := w.target(countyA)
		whole, gone, flipped, cut := w.attachment(i), w.attachment(i), w.attachment(i), w.attachment(i)
		twin := must[model.Attachment](t)(w.send(operator, w.upload(i, w.content(gone))))
		name := func(a model.Attachment) string { return filepath.Join(place, model.BlobKey(a.BlobHash)) }
		text := []byte(w.content(flipped))
		text[20] ^= 1
		err := errors.Join(os.Remove(name(gone)), os.WriteFile(name(flipped), text, 0o600), os.Truncate(name(cut), 3))
		if err != nil {
			t.Fatal(err)
		}
		for _, fast := range []bool{true, false} {
			damaged, report := w.check(fast)
			want := map[uint64]service.Damage{gone.ID: service.DamageMissing, twin.ID: service.DamageMissing, cut.ID: service.DamageSize}
			if !fast {
				want[flipped.ID] = service.DamageAltered
			}
			for id, damage := range want {
				if damaged[id] != damage {
					t.Errorf("fast %v: attachment %d is %q, want %q", fast, id, damaged[id], damage)
				}
			}
			if len(damaged) != len(want) || report.Damaged != len(want) || damaged[whole.ID] != "" || report.Attachments != 5 {
				t.Errorf("fast %v: %v, %+v", fast, damaged, report)
			}
		}
		// Whoever still has the file can mend it.
		must[model.Attachment](t)(w.send(operator, w.upload(i, string(append(text[:20], append([]byte{text[20] ^ 1}, text[21:]...)...)))))
		if damaged, _ := w.check(false); damaged[flipped.ID] != "" {
			t.Errorf("it is still %s", damaged[flipped.ID])
		}
	})
}

// sparse is a body of any length that is nowhere in memory.
type sparse struct{}

func (sparse) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// A large video goes through in little memory, and one byte too much ends it without reading the rest.
func TestLargeVideosTakeLittleMemory(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		i := w.target(countyA)
		const head = "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
		send := func(size int64) error {
			u := w.upload(i, "")
			u.Body, u.Length = io.LimitReader(io.MultiReader(strings.NewReader(head), sparse{}), size), -1
			return only(w.send(operator, u))
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if err := send(64 << 20); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
			t.Errorf("it took %d bytes", used)
		}
		limit := model.DefaultEvidenceLimits.Video
		if err := send(limit); err != nil {
			t.Error(err)
		}
		refused(t, "a byte too much", send(limit+1), "evidence_too_large")
		u := w.upload(i, "")
		reader := strings.NewReader("\xff\xd8\xff" + strings.Repeat("x", 10000))
		u.Body, u.Length = reader, model.DefaultEvidenceLimits.File+1
		refused(t, "a length too much", only(w.send(operator, u)), "evidence_too_large")
		if reader.Len() < 5000 {
			t.Error("it was read although its length says enough")
		}
		if drafts := must[int](t)(w.blobs.Tidy(w.ctx, time.Now().Add(time.Hour))); drafts != 0 {
			t.Errorf("%d drafts are left", drafts)
		}
	})
}

// brokenStore fails as a store does that is full or gone.
type brokenStore struct {
	blobs.Store
	err error
}

func (b brokenStore) Receive(_ context.Context, r io.Reader) (string, error) {
	_, _ = io.CopyN(io.Discard, r, 10)
	return "", b.err
}

// Nothing half is left of an upload that fails, and the caller learns whose fault it is.
func TestUploadsThatFail(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		i := w.target(countyA)
		before := dump(t, w.store)
		fails := func(what, want string, change func(*service.EvidenceUpload)) {
			t.Helper()
			u := w.upload(i, w.picture())
			change(&u)
			refused(t, what, only(w.send(operator, u)), want)
		}
		body := func(text string) func(*service.EvidenceUpload) {
			return func(u *service.EvidenceUpload) { u.Body, u.Length = strings.NewReader(text), -1 }
		}
		fails("nothing", "body_required", body(""))
		fails("a script", "evidence_type", body("#!/bin/sh\n"))
		fails("SVG", "evidence_type", body("<svg xmlns='http://www.w3.org/2000/svg'/>"))
		fails("GBK", "evidence_not_utf8", body("<html>\xb6\xf7\xca\xa9</html>"))
		fails("a cut character", "evidence_not_utf8", body("<html>\xe6\x81"))
		fails("a zero", "evidence_not_utf8", body("<html>\x00"))
		fails("a long cut page", "evidence_not_utf8", body("<html>"+strings.Repeat("恩施", 20000)+"\xff"))
		fails("from tomorrow", "invalid_fields captured_at:in_the_future", func(u *service.EvidenceUpload) {
			u.Edit.CapturedAt = model.NewTime(w.now.Add(time.Hour))
		})
		fails("a broken line", "body_cut", func(u *service.EvidenceUpload) {
			u.Body = io.MultiReader(bytes.NewReader([]byte(w.picture()+strings.Repeat("x", 100000))), breaking{})
		})
		settings := w.settings()
		for err, want := range map[error]string{
			errors.Join(blobs.ErrFull, syscall.ENOSPC): "evidence_full", errors.New("no route"): "evidence_unavailable",
		} {
			settings.Evidence.Blobs = brokenStore{w.blobs, err}
			_, got := service.New(w.store, settings).Attachments.Receive(w.ctx, operator, w.upload(i, w.picture()))
			refused(t, "a store with "+err.Error(), got, want)
		}
		if _, err := w.send(operator, w.upload(i, "<html>"+strings.Repeat("恩施𠮷", 20000)+"</html>")); err != nil {
			t.Error(err)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM attachments"); n != 1 || len(before["attachments"]) != 0 {
			t.Errorf("%d attachments", n)
		}
		if drafts := must[int](t)(w.blobs.Tidy(w.ctx, time.Now().Add(time.Hour))); drafts != 0 {
			t.Errorf("%d drafts are left", drafts)
		}
	})
}

type breaking struct{}

func (breaking) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// An attachment of afterwards names the one of before that it stands beside.
func TestPairs(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		i, other := w.target(countyA), w.target(countyA)
		before := w.attachment(i, func(e *model.AttachmentEdit) { e.Moment = model.MomentBefore })
		after := func(pair uint64) func(*model.AttachmentEdit) {
			return func(e *model.AttachmentEdit) { e.Moment, e.PairID = model.MomentAfter, model.OptionalID(pair) }
		}
		pair := w.attachment(i, after(before.ID), asProof)
		if uint64(pair.PairID) != before.ID {
			t.Errorf("%+v", pair)
		}
		_, err := w.send(operator, w.upload(i, w.picture(), after(pair.ID)))
		refused(t, "a pair with one of afterwards", err, "invalid_fields pair_id:not_its_before")
		_, err = w.send(operator, w.upload(other, w.picture(), after(before.ID)))
		refused(t, "a pair over two targets", err, "invalid_fields pair_id:not_its_before")
		_, err = w.send(operator, w.upload(i, w.picture(), after(999999)))
		refused(t, "a pair with nothing", err, "invalid_fields pair_id:unknown_reference")
		refused(t, "removing what is referred to", w.Attachments.Delete(w.ctx, operator, before.ID, 1), "has_counterpart")
		set := func(id, version uint64, change func(*model.AttachmentEdit)) error {
			return only(w.Attachments.Update(w.ctx, operator, id, version, func(e model.AttachmentEdit) (model.AttachmentEdit, error) {
				change(&e)
				return e, nil
			}))
		}
		refused(t, "turning it around", set(before.ID, 1, func(e *model.AttachmentEdit) { e.Moment = "" }), "has_counterpart")
		alone := w.attachment(i, func(e *model.AttachmentEdit) { e.Moment = model.MomentBefore })
		refused(t, "a pair with itself", set(alone.ID, 1, after(alone.ID)), "invalid_fields pair_id:not_its_before")
		refused(t, "undoing the pair", set(pair.ID, 1, func(e *model.AttachmentEdit) { e.PairID = 0 }), "")
		refused(t, "removing it then", w.Attachments.Delete(w.ctx, operator, before.ID, 1), "")
	})
}

// Proof that was handed in stays, and is bound once; every fault is told at once.
func TestProofBindsAttachments(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, found := w.faulty(veto("甲"), veto("乙"))
		i, other, reviewer := w.targets(c.Code)[0], w.target(countyA), actor(model.RoleReviewer, model.ScopeAll)
		one, two, evidence, foreign := w.attachment(i, asProof), w.attachment(i, asProof), w.attachment(i), w.attachment(other, asProof)
		version := map[uint64]uint64{found[0].ID: 1, found[1].ID: 1}
		submit := func(finding uint64, ids ...uint64) error {
			d, err := w.Findings.SubmitProof(w.ctx, operator, finding, version[finding], model.Proof{Done: "已整改", AttachmentIDs: ids})
			version[finding] = max(version[finding], d.Version)
			return err
		}
		refused(t, "what cannot be bound", submit(found[0].ID, one.ID, evidence.ID, foreign.ID, 999999, one.ID),
			"invalid_fields attachment_ids[1]:not_a_proof attachment_ids[2]:of_other_target attachment_ids[3]:unknown_reference attachment_ids[4]:named_twice")
		if got := must[model.Attachment](t)(w.Attachments.Get(w.ctx, operator, one.ID)); got.RectificationID != 0 {
			t.Error("a refused one was bound in part")
		}
		refused(t, "binding", submit(found[0].ID, one.ID), "")
		d := must[service.FindingDetail](t)(w.Findings.Reject(w.ctx, reviewer, found[0].ID, version[found[0].ID], why))
		version[found[0].ID] = d.Version
		refused(t, "binding more beside it", submit(found[0].ID, two.ID, one.ID), "")
		if n := count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'attachment.bind'"); n != 2 {
			t.Errorf("%d entries for two that were bound", n)
		}
		refused(t, "binding to another", submit(found[1].ID, one.ID), "invalid_fields attachment_ids[0]:attachment_bound")
		refused(t, "removing it", w.Attachments.Delete(w.ctx, operator, one.ID, 2), "attachment_bound")
		bound := model.AttachmentFilter{RectificationID: found[0].ID}
		list := must[model.List[model.Attachment]](t)(w.Attachments.List(w.ctx, operator, bound, everything))
		if len(list.Items) != 2 || list.Items[0].Version != 2 {
			t.Errorf("%+v", list.Items)
		}
	})
}

// Evidence of a result that is decided stays, whatever becomes of the row otherwise.
func TestEvidenceOfWhatIsDecidedStays(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		i := w.target(countyA)
		evidence, proof := w.attachment(i), w.attachment(i, asProof)
		w.pass(i.CampaignCode)
		reviewer := actor(model.RoleReviewer, model.ScopeAll)
		must[model.Result](t)(w.Inspections.Move(w.ctx, reviewer, i.ID, 2, model.VerbConfirm, model.Reason{}))
		change := func(id uint64, change func(*model.AttachmentEdit)) error {
			return only(w.Attachments.Update(w.ctx, operator, id, 1, func(e model.AttachmentEdit) (model.AttachmentEdit, error) {
				change(&e)
				return e, nil
			}))
		}
		refused(t, "removing evidence", w.Attachments.Delete(w.ctx, operator, evidence.ID, 1), "attachment_decided")
		refused(t, "changing evidence", change(evidence.ID, func(e *model.AttachmentEdit) { e.Caption = "x" }), "attachment_decided")
		refused(t, "making proof of it", change(evidence.ID, asProof), "attachment_decided")
		refused(t, "changing nothing", change(evidence.ID, func(*model.AttachmentEdit) {}), "")
		refused(t, "making evidence of proof", change(proof.ID, func(e *model.AttachmentEdit) { e.Purpose = model.PurposeEvidence }), "attachment_decided")
		refused(t, "removing proof", w.Attachments.Delete(w.ctx, operator, proof.ID, 1), "")
	})
}

// Unit staff see and send what is their organization's, and nothing else.
func TestUnitStaffSeeTheirOwnEvidence(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		mine, other := w.organization(countyA), w.organization(countyA)
		w.site(mine)
		w.site(other)
		targets := w.targets(w.open(countyA).Code)
		staff := actor(model.RoleUnitStaff, model.Scope(countyA))
		staff.OrganizationID = mine.ID
		for _, i := range targets {
			_, err := w.send(staff, w.upload(i, w.picture(), asProof))
			want := "invalid_fields inspection:unknown_reference"
			if i.TargetOrganizationID == mine.ID {
				want = ""
			}
			refused(t, "sending", err, want)
			foreign := w.attachment(i, asProof)
			_, err = w.Attachments.Get(w.ctx, staff, foreign.ID)
			if (err == nil) != (i.TargetOrganizationID == mine.ID) {
				t.Errorf("organization %d: %v", i.TargetOrganizationID, err)
			}
		}
		list := must[model.List[model.Attachment]](t)(w.Attachments.List(w.ctx, staff, model.AttachmentFilter{}, everything))
		for _, row := range list.Items {
			if row.OrganizationID != mine.ID {
				t.Errorf("%+v is seen", row)
			}
		}
		if len(list.Items) != 2 {
			t.Errorf("%d are seen", len(list.Items))
		}
	})
}
