package service_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/blobs"
)

// folder is an empty store of evidence.
func folder(t testing.TB) *blobs.Folder {
	t.Helper()
	f := must[*blobs.Folder](t)(blobs.OpenFolder(t.TempDir()))
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// picture is a file that passes for one, and no other is like it.
func (w *world) picture() string {
	return fmt.Sprintf("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR picture %d", w.next())
}

func (w *world) upload(i model.Inspection, content string, change ...func(*model.AttachmentEdit)) service.EvidenceUpload {
	e := model.AttachmentEdit{Purpose: model.PurposeEvidence, CapturedAt: model.NewTime(w.now), FileName: "证据.png"}
	for _, c := range change {
		c(&e)
	}
	return service.EvidenceUpload{InspectionID: i.ID, Edit: e, Body: bytes.NewReader([]byte(content)), Length: int64(len(content))}
}

// send uploads a file and makes an attachment of it.
func (w *world) send(a model.Actor, u service.EvidenceUpload) (model.Attachment, error) {
	r, err := w.Attachments.Receive(w.ctx, a, u)
	if err != nil {
		return model.Attachment{}, err
	}
	return w.Attachments.Add(w.ctx, a, r)
}

// target is a target of an open campaign of a county.
func (w *world) target(region model.RegionCode) model.Inspection {
	w.t.Helper()
	w.site(w.organization(region))
	targets := w.targets(w.open(region).Code)
	return targets[len(targets)-1]
}

func asProof(e *model.AttachmentEdit) { e.Purpose = model.PurposeProof }

func (w *world) attachment(i model.Inspection, change ...func(*model.AttachmentEdit)) model.Attachment {
	w.t.Helper()
	return must[model.Attachment](w.t)(w.send(operator, w.upload(i, w.picture(), change...)))
}

// onAttachment is a method called on an attachment of county B.
func onAttachment(fn func(w *world, a model.Actor, r model.Attachment) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		r := w.attachment(w.target(countyB))
		return func(a model.Actor) error { return fn(w, a, r) }
	}
}

var evidenceOperations = []operation{
	{"Attachments.Limits", "", "", anyone, "", call(func(w *world, _ model.Actor) error {
		_ = w.Attachments.Limits()
		return nil
	})},
	{"Attachments.List", model.ReadCampaigns, "", nothing, "", onAttachment(func(w *world, a model.Actor, _ model.Attachment) error {
		list, err := w.Attachments.List(w.ctx, a, model.AttachmentFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Attachments.Get", model.ReadCampaigns, "", missing, "", onAttachment(func(w *world, a model.Actor, r model.Attachment) error {
		return only(w.Attachments.Get(w.ctx, a, r.ID))
	})},
	{"Attachments.Read", model.ReadCampaigns, "", missing, "", onAttachment(func(w *world, a model.Actor, r model.Attachment) error {
		content, err := w.Attachments.Read(w.ctx, a, r, 0, r.ByteSize)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, content)
		_ = content.Close()
		return err
	})},
	{
		"Attachments.Receive", model.WriteEvidence, "", "invalid_fields inspection:unknown_reference", "",
		func(w *world) func(model.Actor) error {
			i, content := w.target(countyB), w.picture()
			return func(a model.Actor) error { return only(w.Attachments.Receive(w.ctx, a, w.upload(i, content))) }
		},
	},
	{
		"Attachments.Add", model.WriteEvidence, "", "invalid_fields inspection:unknown_reference", "attachment.create",
		func(w *world) func(model.Actor) error {
			r := must[service.Received](w.t)(w.Attachments.Receive(w.ctx, operator, w.upload(w.target(countyB), w.picture())))
			return func(a model.Actor) error { return only(w.Attachments.Add(w.ctx, a, r)) }
		},
	},
	{
		"Attachments.Update", model.WriteEvidence, "", missing, "attachment.update",
		onAttachment(func(w *world, a model.Actor, r model.Attachment) error {
			return only(w.Attachments.Update(w.ctx, a, r.ID, 1, func(e model.AttachmentEdit) (model.AttachmentEdit, error) {
				e.Caption = "首页"
				return e, nil
			}))
		}),
	},
	{
		"Attachments.Delete", model.WriteEvidence, "", missing, "attachment.delete",
		onAttachment(func(w *world, a model.Actor, r model.Attachment) error {
			return w.Attachments.Delete(w.ctx, a, r.ID, 1)
		}),
	},
	{"Attachments.Sweep", "", "", anyone, "", call(func(w *world, _ model.Actor) error { return only(w.Attachments.Sweep(w.ctx)) })},
	{"Attachments.Check", "", "", anyone, "", call(func(w *world, _ model.Actor) error {
		return only(w.Attachments.Check(w.ctx, false, func(service.Damaged) error { return errSaw }))
	})},
}
