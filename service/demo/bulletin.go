package demo

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"xuncha/model"
	"xuncha/service"
)

// bulletinFile has what the office wrote by hand in the bulletin of 2022: everything that is no figure. The day of the
// issue is an assumption; the bulletin has none.
//
//go:embed seed/bulletin-2022q3.json
var bulletinFile []byte

type bulletinWords struct {
	IssuedOn model.Date              `json:"issued_on"`
	Copies   string                  `json:"copies"`
	Problems string                  `json:"problems"`
	Closing  string                  `json:"closing"`
	Next     []model.TemplatePassage `json:"next"`
	Accepted string                  `json:"accepted"`
}

// bulletin writes and issues the bulletin of the round. Each step looks at what is there, so that a load that was
// interrupted goes on.
func (l loader) bulletin(ctx context.Context) error {
	var words bulletinWords
	if err := json.Unmarshal(bulletinFile, &words); err != nil {
		return fmt.Errorf("read the words of the bulletin: %w", err)
	}
	view, err := l.s.Bulletins.Get(ctx, l.actor, Campaign)
	if err == nil && view.Version == 0 {
		var library []uint64
		if library, err = l.library(ctx, words.Next); err == nil {
			view, err = l.s.Bulletins.Update(ctx, l.actor, Campaign, 0, func(e model.BulletinEdit) (model.BulletinEdit, error) {
				e.Copies, e.Closing, e.Passages = words.Copies, words.Closing, library
				e.Sections = map[string]string{"problems": words.Problems}
				return e, nil
			})
		}
	}
	if err != nil {
		return fmt.Errorf("write the bulletin: %w", err)
	}
	if view.State == model.BulletinIssued {
		return nil
	}
	_, faults, err := l.s.Bulletins.Checks(ctx, l.actor, Campaign)
	if err != nil {
		return fmt.Errorf("check the bulletin: %w", err)
	}
	for _, f := range faults {
		if !f.Warning || f.Accepted != nil {
			continue
		}
		if view, err = l.s.Bulletins.Accept(ctx, l.actor, Campaign, view.Version, f.Key, model.Reason{Reason: words.Accepted}); err != nil {
			return fmt.Errorf("accept a warning: %w", err)
		}
	}
	if _, err := l.s.Bulletins.Issue(ctx, l.actor, Campaign, view.Version, model.BulletinIssuing{IssuedOn: words.IssuedOn}); err != nil {
		return fmt.Errorf("issue the bulletin: %w", err)
	}
	return nil
}

// library puts the next steps into the library of texts, as far as they are not there.
func (l loader) library(ctx context.Context, steps []model.TemplatePassage) ([]uint64, error) {
	known, err := l.s.Passages.List(ctx, l.actor)
	if err != nil {
		return nil, err
	}
	var ids []uint64
	for _, step := range steps {
		at := slices.IndexFunc(known, func(p model.Passage) bool { return p.Title == step.Title })
		if at >= 0 {
			ids = append(ids, known[at].ID)
			continue
		}
		made, err := l.s.Passages.Create(ctx, l.actor, model.PassageEdit{RegionCode: "422800", Title: step.Title, Text: step.Text})
		if err != nil {
			return nil, err
		}
		ids = append(ids, made.ID)
	}
	return ids, nil
}

// Issued reports whether the bulletin of the round was issued.
func Issued(ctx context.Context, s *service.Services, a model.Actor) (bool, error) {
	view, err := s.Bulletins.Get(ctx, a, Campaign)
	if service.IsNotFound(err) {
		return false, nil
	}
	return err == nil && len(view.Issues) > 0, err
}
