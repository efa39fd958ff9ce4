package service

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/bulletin"
	"xuncha/service/document"
)

// contentForm is the form of a bulletin that the others are made from.
const contentForm = "json"

// Checks looks for what is wrong with a bulletin as it would be issued now.
func (s *Bulletins) Checks(ctx context.Context, a model.Actor, code string) (BulletinView, []model.BulletinFault, error) {
	if err := a.Allow(model.WriteBulletins); err != nil {
		return BulletinView{}, nil, err
	}
	v, err := s.find(ctx, s.store, a, code)
	if err != nil {
		return v, nil, err
	}
	if !seesAll(a, v.Campaign) {
		return v, nil, model.NewError(model.KindForbidden, "bulletin_of_larger_area")
	}
	_, faults, err := s.check(ctx, s.store, a, v)
	return v, faults, err
}

func (s *Bulletins) check(
	ctx context.Context, tx *repository.Store, a model.Actor, v BulletinView,
) (bulletinDraft, []model.BulletinFault, error) {
	d, err := s.compile(ctx, tx, a, v)
	if err != nil {
		return d, nil, err
	}
	faults := bulletin.Check(d.facts, d.content, v.Words)
	for i, f := range faults {
		if accepted, ok := v.Accepted.Of(f.Key); ok && f.Warning {
			faults[i].Accepted = &accepted
		}
	}
	return d, faults, nil
}

// Accept lets a warning of the checks stand, with a reason that is kept with the issue.
func (s *Bulletins) Accept(
	ctx context.Context, a model.Actor, code string, version uint64, key string, r model.Reason,
) (BulletinView, error) {
	r, err := r.Normalize()
	if err != nil {
		return BulletinView{}, err
	}
	return s.work(ctx, a, code, version, model.VerbAcceptWarning, r.Reason, func(tx *repository.Store, v *BulletinView) error {
		_, faults, err := s.check(ctx, tx, a, *v)
		if err != nil {
			return err
		}
		for _, f := range faults {
			switch {
			case f.Key != key:
			case !f.Warning:
				return model.InvalidField("key", "error_not_acceptable")
			default:
				return v.Accept(model.AcceptedWarning{Key: key, Reason: r.Reason, By: a.Name, At: s.now()})
			}
		}
		return model.InvalidField("key", "no_such_warning")
	})
}

// Issue freezes a bulletin: its content, and each document that is made from it. It needs figures that are frozen too, no
// error, and a reason for each warning.
func (s *Bulletins) Issue(
	ctx context.Context, a model.Actor, code string, version uint64, e model.BulletinIssuing,
) (BulletinView, error) {
	e, err := e.Normalize(model.NewDate(s.clock()))
	if err != nil {
		return BulletinView{}, err
	}
	return s.work(ctx, a, code, version, model.VerbIssueBulletin, "", func(tx *repository.Store, v *BulletinView) error {
		reason := v.Reason
		if v.Campaign.State != model.CampaignPublished {
			return model.NewError(model.KindConflict, "bulletin_not_published", string(v.Campaign.State))
		}
		said := *v // with the number that is given only now, so that it is checked with the rest
		said.Words.Number = cmp.Or(e.Document, v.Words.Number)
		d, faults, err := s.check(ctx, tx, a, said)
		if err != nil {
			return err
		}
		if err := v.Move(model.VerbIssueBulletin); err != nil {
			return err
		}
		if err := refuseFaults(faults); err != nil {
			return err
		}
		d.content.IssuedOn = e.IssuedOn
		issue := model.BulletinIssue{
			CampaignID: v.Campaign.ID, CampaignCode: v.Campaign.Code, RegionCode: v.RegionCode, Number: v.Bulletin.Issues + 1,
			Document: d.content.Number, IssuedOn: e.IssuedOn, Title: d.content.Title, Reason: reason, Accepted: stillMeant(faults),
			DoneBy: a.Name, UserID: a.UserID, TokenID: a.TokenID, CreatedAt: s.now(),
		}
		if err := s.freeze(ctx, tx, v, &issue, d.content); err != nil {
			return err
		}
		v.Bulletin.Issues, v.Reason = issue.Number, ""
		v.Issues = append([]model.BulletinIssue{issue}, v.Issues...)
		return nil
	})
}

// refuseFaults is nil when nothing stands in the way of an issue.
func refuseFaults(faults []model.BulletinFault) error {
	refusal := model.NewError(model.KindConflict, "bulletin_has_faults")
	for _, f := range faults {
		if f.Stops() {
			field := f.Place
			if f.Row > 0 {
				field = fmt.Sprintf("%s.rows[%d]", f.Place, f.Row)
			}
			refusal.Fields = append(refusal.Fields, model.FieldError{Field: field, Code: f.Code, Args: f.Args, Suggestion: f.Suggestion})
		}
	}
	if len(refusal.Fields) > 0 {
		return refusal
	}
	return nil
}

// stillMeant are the acceptances of warnings that are still there.
func stillMeant(faults []model.BulletinFault) model.AcceptedWarnings {
	out := model.AcceptedWarnings{}
	for _, f := range faults {
		if f.Accepted != nil {
			out = append(out, *f.Accepted)
		}
	}
	return out
}

// freeze stores the content and the documents. The bulletin gets its id here, where it has none yet.
func (s *Bulletins) freeze(
	ctx context.Context, tx *repository.Store, v *BulletinView, issue *model.BulletinIssue, content model.BulletinContent,
) error {
	if v.ID == 0 {
		v.Version = 0
		if err := tx.Bulletins.Create(ctx, &v.Bulletin); err != nil {
			return err
		}
	}
	issue.BulletinID = v.ID
	files := map[string]func(io.Writer) error{contentForm: func(w io.Writer) error { return json.NewEncoder(w).Encode(content) }}
	order := []string{contentForm}
	for _, format := range document.Formats {
		files[string(format)] = func(w io.Writer) error { return document.Write(ctx, w, format, content) }
		order = append(order, string(format))
	}
	issue.Files = model.BulletinFiles{}
	if err := tx.Bulletins.AddIssue(ctx, issue); err != nil {
		return err
	}
	for _, format := range order {
		file, err := s.keep(ctx, tx, issue.ID, format, files[format])
		if err != nil {
			return err
		}
		issue.Files = append(issue.Files, file)
	}
	return tx.Bulletins.SetFiles(ctx, issue.ID, issue.Files)
}

func (s *Bulletins) keep(
	ctx context.Context, tx *repository.Store, issueID uint64, format string, write func(io.Writer) error,
) (model.BulletinFile, error) {
	store, end := tx.Bulletins.Keep(ctx, issueID, format)
	sha, sm := s.ring.Hashes()
	counted := &counter{}
	to := []io.Writer{store, counted, sha}
	if sm != nil {
		to = append(to, sm)
	}
	if err := write(io.MultiWriter(to...)); err != nil {
		return model.BulletinFile{}, fmt.Errorf("make the %s of a bulletin: %w", format, err)
	}
	if err := end(); err != nil {
		return model.BulletinFile{}, err
	}
	file := model.BulletinFile{Format: format, Size: counted.size, SHA256: hex.EncodeToString(sha.Sum(nil))}
	if format == string(document.HTML) {
		file.Style = document.StyleHash
	}
	if sm != nil {
		file.SM3 = hex.EncodeToString(sm.Sum(nil))
	}
	return file, nil
}

// counter counts what is written through it.
type counter struct{ size int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.size += int64(len(p))
	return len(p), nil
}

// Correct begins a correction of what was issued, with a reason. What was issued stays as it is.
func (s *Bulletins) Correct(ctx context.Context, a model.Actor, code string, version uint64, r model.Reason) (BulletinView, error) {
	r, err := r.Normalize()
	if err != nil {
		return BulletinView{}, err
	}
	return s.work(ctx, a, code, version, model.VerbCorrectBulletin, r.Reason, func(_ *repository.Store, v *BulletinView) error {
		if err := v.Move(model.VerbCorrectBulletin); err != nil {
			return err
		}
		v.Reason = r.Reason
		return nil
	})
}

// issued is the content of an issue.
func (s *Bulletins) issued(ctx context.Context, tx *repository.Store, issue model.BulletinIssue) (model.BulletinContent, error) {
	var content model.BulletinContent
	var text bytes.Buffer
	if err := tx.Bulletins.Copy(ctx, issue.ID, contentForm, &text); err != nil {
		return content, err
	}
	d := json.NewDecoder(&text)
	d.UseNumber() // counts of the annexes stay whole numbers
	if err := d.Decode(&content); err != nil {
		return content, fmt.Errorf("read an issued bulletin: %w", err)
	}
	return content, nil
}
