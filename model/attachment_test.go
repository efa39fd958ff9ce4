package model

import (
	"strings"
	"testing"
	"time"
)

func mp4(brand string) string { return "\x00\x00\x00\x18ftyp" + brand + "\x00\x00\x00\x00mp42isom" }

func TestDetectMedia(t *testing.T) {
	for head, want := range map[string]MediaType{
		"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00":                  MediaPNG,
		"\xff\xd8\xff\xe0\x00\x10JFIF":                             MediaJPEG,
		"\xff\xd8\xff\xdb":                                         MediaJPEG,
		"RIFF\x10\x00\x00\x00WEBPVP8 ":                             MediaWebP,
		"RIFF\x10\x00\x00\x00WEBPVP8L":                             MediaWebP,
		"RIFF\x10\x00\x00\x00WEBPVP8X":                             MediaWebP,
		"%PDF-1.7\n":                                               MediaPDF,
		"%PDF-2.0\n":                                               MediaPDF,
		mp4("mp42"):                                                MediaMP4,
		mp4("isom"):                                                MediaMP4,
		"<!DOCTYPE html><html></html>":                             MediaHTML,
		"<!doctype HTML PUBLIC \"-//W3C//DTD\">":                   MediaHTML,
		"\ufeff \n<html lang=\"zh\">":                              MediaHTML,
		"<!-- saved --><!DOCTYPE html>":                            MediaHTML,
		"<?xml version=\"1.0\"?>\n<!-- a\n-->\n<html xmlns=\"x\">": MediaHTML,

		"": "", "hello": "", "\x89PNG\r\n\x1a\n": "", "\xff\xd8": "", "GIF89a": "", "RIFF\x10\x00\x00\x00WAVEfmt ": "",
		"RIFF\x10\x00\x00\x00WEBPxxxx": "", " %PDF-1.7": "", "%PDF-9.0": "", mp4("qt  "): "", mp4("heic"): "", mp4("avif"): "",
		"\xff\xff\xff\xffftypmp42\x00\x00\x00\x00": "", "<svg xmlns=\"http://www.w3.org/2000/svg\">": "",
		"<?xml version=\"1.0\"?><svg>": "", "<!DOCTYPE svg>": "", "<htmlx>": "", "<!DOCTYPE htmlx>": "", "<html": "", "<!-- <html>": "",
		"<script>alert(1)</script>": "", "PK\x03\x04": "", "MZ\x90": "", "\x7fELF": "", "#!/bin/sh": "", "text <html>": "",
	} {
		got, ok := DetectMedia([]byte(head))
		if got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v; want %q", head, got, ok, want)
		}
	}
}

// No browser is ever told that a file from here is a page, and every type has a limit and an extension.
func TestMediaTypesAreServedSafely(t *testing.T) {
	for _, m := range MediaTypes {
		if s := m.Served(); strings.Contains(s, "html") || strings.Contains(s, "xml") || strings.HasPrefix(s, "text/") {
			t.Errorf("%s is served as %s", m, s)
		}
		if len(extensions[m]) == 0 || DefaultEvidenceLimits.Of(m) <= 0 {
			t.Errorf("%s has no extension or no limit", m)
		}
	}
	if DefaultEvidenceLimits.Of(MediaMP4) != DefaultEvidenceLimits.Largest() {
		t.Error("videos may be largest")
	}
}

func TestFileNameFitsItsType(t *testing.T) {
	for _, c := range []struct {
		media      MediaType
		name, want string
	}{
		{MediaPNG, "", "evidence.png"},
		{MediaPNG, "首页.PNG", "首页.PNG"},
		{MediaJPEG, "a.jpeg", "a.jpeg"},
		{MediaPNG, "a.jpg", "a.jpg.png"},
		{MediaHTML, "setup.exe", "setup.exe.html"},
		{MediaMP4, strings.Repeat("影", 200), strings.Repeat("影", 196) + ".mp4"},
	} {
		if got := c.media.FileName(c.name); got != c.want {
			t.Errorf("%s %q becomes %q, want %q", c.media, c.name, got, c.want)
		}
	}
}

func attachmentEdit() AttachmentEdit {
	return AttachmentEdit{Purpose: PurposeEvidence, CapturedAt: NewTime(time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC))}
}

func TestAttachmentEdit(t *testing.T) {
	for what, c := range map[string]struct {
		change func(*AttachmentEdit)
		want   string
	}{
		"good":               {func(*AttachmentEdit) {}, ""},
		"a pair":             {func(e *AttachmentEdit) { e.Moment, e.PairID = MomentAfter, 7 }, ""},
		"no purpose":         {func(e *AttachmentEdit) { e.Purpose = "" }, "purpose:not_one_of"},
		"another moment":     {func(e *AttachmentEdit) { e.Moment = "while" }, "moment:not_one_of"},
		"a pair of before":   {func(e *AttachmentEdit) { e.Moment, e.PairID = MomentBefore, 7 }, "pair_id:moment_needed"},
		"a pair of nothing":  {func(e *AttachmentEdit) { e.PairID = 7 }, "pair_id:moment_needed"},
		"never captured":     {func(e *AttachmentEdit) { e.CapturedAt = Time{} }, "captured_at:required"},
		"long caption":       {func(e *AttachmentEdit) { e.Caption = strings.Repeat("长", 501) }, "caption:too_long"},
		"name with a return": {func(e *AttachmentEdit) { e.FileName = "a\r\nX: y" }, "file_name:forbidden_character"},
	} {
		e := attachmentEdit()
		c.change(&e)
		_, err := e.Normalize()
		got := ""
		if refused, ok := err.(*Error); ok { //nolint:errorlint // Normalize answers *Error
			got = refused.Fields[0].Field + ":" + refused.Fields[0].Code
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
	e := attachmentEdit()
	for ahead, good := range map[time.Duration]bool{-time.Hour: true, 0: true, captureSkew: true, captureSkew + time.Second: false} {
		now := NewTime(e.CapturedAt.Add(-ahead))
		if err := e.Until(now); (err == nil) != good {
			t.Errorf("captured %s after now: %v", ahead, err)
		}
	}
}

// What an attachment proves decides how long it can be changed.
func TestAttachmentsOfWhatIsDecidedStay(t *testing.T) {
	for _, purpose := range Purposes {
		for _, state := range []CampaignState{CampaignOpen, CampaignClosed, CampaignPublished} {
			for _, status := range InspectionStatuses {
				for _, bound := range []OptionalID{0, 7} {
					a := Attachment{Purpose: purpose, RectificationID: bound}
					err := a.Decided(Inspection{Status: status}, Campaign{State: state})
					free := bound == 0 && (purpose == PurposeProof ||
						state == CampaignOpen && status != InspectionConfirmed && status != InspectionWaived)
					if (err == nil) != free {
						t.Errorf("%s of a target that is %s, campaign %s, bound to %d: %v", purpose, status, state, bound, err)
					}
				}
			}
		}
	}
}

func TestBind(t *testing.T) {
	for _, c := range []struct {
		a    Attachment
		want string
	}{
		{Attachment{InspectionID: 1, Purpose: PurposeProof}, ""},
		{Attachment{InspectionID: 1, Purpose: PurposeProof, RectificationID: 5}, ""},
		{Attachment{InspectionID: 2, Purpose: PurposeProof}, "of_other_target"},
		{Attachment{InspectionID: 1, Purpose: PurposeEvidence}, "not_a_proof"},
		{Attachment{InspectionID: 1, Purpose: PurposeProof, RectificationID: 6}, "attachment_bound"},
	} {
		if got := c.a.Bind(1, 5); got != c.want || (got == "" && c.a.RectificationID != 5) {
			t.Errorf("%+v: %q, want %q", c.a, got, c.want)
		}
	}
}
