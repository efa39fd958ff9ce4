package matrix

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/blobs"
)

func evidenceFolder(t testing.TB) blobs.Store {
	t.Helper()
	f, err := blobs.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// picture is a file that passes for one, with the canary of its owner.
func picture(owner string, n int) string {
	return "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + named("图", owner, n)
}

// addEvidence gives a target of every owner two proofs, of afterwards and of before: nothing decides either while they are
// bound to no finding.
func (w *world) addEvidence() {
	targets := slices.DeleteFunc(slices.Clone(w.things), func(t thing) bool { return t.kind != anInspection })
	for _, t := range few(targets) {
		for _, moment := range []model.Moment{model.MomentAfter, model.MomentBefore} {
			n, purpose := w.next(), model.PurposeProof
			if moment == model.MomentBefore {
				purpose = model.PurposeEvidence
			}
			content := picture(t.owner, n)
			sender := operator
			sender.Name = named("上传员", t.owner, n)
			received := must[service.Received](w)(w.Attachments.Receive(w.ctx, sender, service.EvidenceUpload{
				InspectionID: number(t.name), Body: strings.NewReader(content), Length: int64(len(content)),
				Edit: model.AttachmentEdit{
					Purpose: purpose, Moment: moment, Caption: named("说明", t.owner, n), FileName: named("文件", t.owner, n) + ".png",
					CapturedAt: model.NewTime(clock()),
				},
			}))
			row := must[model.Attachment](w)(w.Attachments.Add(w.ctx, sender, received))
			w.addID(anAttachment, t.owner, row.ID)
		}
	}
}

// A file is taken for the sender's own target only, and stands beside what is the sender's own only: what is another's is
// refused with the bytes of what is nothing's, and leaves nothing.
func TestUploadsNameOnlyWhatIsTheSendersOwn(t *testing.T) {
	each(t, func(t *testing.T, m *matrix) {
		all := readDocument(t)
		upload := all[slices.IndexFunc(all, func(o operation) bool { return o.id == "uploadAttachment" })]
		for _, who := range m.world.identities() {
			if !who.may(upload) {
				continue
			}
			sendFor := func(names string) answer {
				target := "/api/v1/attachments?captured_at=2022-10-08T01:00:00Z&purpose=proof&moment=after&" + names
				return m.carry(who, request{method: http.MethodPost, target: target, media: "application/octet-stream", body: picture("A0", 0)})
			}
			sendForFinding := func(finding string) answer { return sendFor("finding=" + finding) }
			m.world.refuseAlike(t, who.name+" sends for the finding", sendForFinding("999999"), m.world.other(who, aFinding), sendForFinding)
			for _, f := range few(m.world.own(who, aFinding)) {
				if a := sendForFinding(f.name); a.status != http.StatusCreated {
					t.Errorf("%s for the own finding: %s", who.name, a)
				}
			}
			send := func(inspection, pair string) answer {
				if pair != "" {
					pair = "&pair=" + pair
				}
				return sendFor("inspection=" + inspection + pair)
			}
			m.world.refuseAlike(t, who.name+" sends for", send("999999", ""), m.world.other(who, anInspection), func(name string) answer { return send(name, "") })
			own := m.world.own(who, anInspection)
			if len(own) == 0 {
				continue
			}
			if a := send(own[0].name, ""); a.status != http.StatusCreated {
				t.Errorf("%s for the own target: %s", who.name, a)
			}
			m.world.refuseAlike(t, who.name+" pairs with", send(own[0].name, "999999"), m.world.other(who, anAttachment), func(name string) answer { return send(own[0].name, name) })
		}
		if len(m.faults) > 0 {
			t.Errorf("%d faults:\n%s", len(m.faults), describe(m.faults))
		}
	})
}

func (w *world) refuseAlike(t *testing.T, what string, refusal answer, foreign []thing, send func(name string) answer) {
	t.Helper()
	if refusal.status != http.StatusUnprocessableEntity {
		t.Errorf("%s nothing: %s", what, refusal)
	}
	for _, f := range few(foreign) {
		if a := send(f.name); !a.same(refusal) {
			t.Errorf("%s what is of %s: %s, and of nothing: %s", what, f.owner, a, refusal)
		}
	}
}
