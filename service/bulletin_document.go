package service

import (
	"context"
	"encoding/json"
	"io"

	"xuncha/model"
	"xuncha/service/document"
)

// BulletinDocument is a document of a bulletin, to be written when the caller is told of it.
type BulletinDocument struct {
	Issue model.BulletinIssue // of number 0 when it was not issued
	File  model.BulletinFile  // without size and hashes when it was not issued
	Title string
	Write func(ctx context.Context, w io.Writer) error
}

// Document is a form of a bulletin: of an issue as it was issued, byte for byte, or of a draft by number 0, which only those
// get who see all of it.
func (s *Bulletins) Document(ctx context.Context, a model.Actor, code, format string, number int) (BulletinDocument, error) {
	v, err := s.find(ctx, s.store, a, code)
	if err != nil {
		return BulletinDocument{}, err
	}
	if number > 0 || (number < 0 && v.State == model.BulletinIssued) {
		return s.issuedDocument(v, format, number)
	}
	if !seesAll(a, v.Campaign) {
		if len(v.Issues) > 0 && number < 0 {
			return s.issuedDocument(v, format, number)
		}
		return BulletinDocument{}, model.NewError(model.KindForbidden, "not_issued")
	}
	d, err := s.compile(ctx, s.store, a, v)
	if err != nil {
		return BulletinDocument{}, err
	}
	return BulletinDocument{Title: d.content.Title, File: model.BulletinFile{Format: format, Style: document.StyleHash}, Write: func(ctx context.Context, w io.Writer) error {
		if format == contentForm {
			return json.NewEncoder(w).Encode(d.content)
		}
		return document.Write(ctx, w, document.Format(format), d.content)
	}}, nil
}

// Public is the newest issue of a bulletin as a page, for everybody, where the office has it so: bulletins are made to be
// published. What is not issued is not there.
func (s *Bulletins) Public(ctx context.Context, code string) (BulletinDocument, error) {
	if !s.public {
		return BulletinDocument{}, model.NotFound()
	}
	v, err := s.find(ctx, s.store, model.Actor{Role: model.RoleViewer, Scope: model.ScopeAll}, code)
	if err != nil {
		return BulletinDocument{}, err
	}
	return s.issuedDocument(v, string(document.HTML), NewestIssue)
}

// NewestIssue asks for the newest issue, or a draft where there is none.
const NewestIssue = -1

func (s *Bulletins) issuedDocument(v BulletinView, format string, number int) (BulletinDocument, error) {
	for _, issue := range v.Issues { // the newest first
		if number > 0 && issue.Number != number {
			continue
		}
		for _, file := range issue.Files {
			if file.Format == format {
				return BulletinDocument{Issue: issue, File: file, Title: issue.Title, Write: func(ctx context.Context, w io.Writer) error {
					return s.store.Bulletins.Copy(ctx, issue.ID, format, w)
				}}, nil
			}
		}
	}
	return BulletinDocument{}, model.NotFound()
}
