package service

import (
	"context"
	"fmt"
	"io"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/blobs"
)

// Attachments is the collection of evidence on targets and of proof that faults were mended.
type Attachments struct {
	base
	blobs     blobs.Store
	limits    model.EvidenceLimits
	receiving chan struct{}
}

// EvidenceSettings say where files of evidence are kept, and how large they may be; the zero value of the limits stands
// for model.DefaultEvidenceLimits.
type EvidenceSettings struct {
	Blobs  blobs.Store
	Limits model.EvidenceLimits
}

// maxReceiving bounds the uploads at once: each holds a part in memory on its way into a bucket.
const maxReceiving = 32

func newAttachments(b base, e EvidenceSettings) *Attachments {
	if e.Limits == (model.EvidenceLimits{}) {
		e.Limits = model.DefaultEvidenceLimits
	}
	return &Attachments{base: b, blobs: e.Blobs, limits: e.Limits, receiving: make(chan struct{}, maxReceiving)}
}

var attachmentNoun = noun[model.Attachment]{
	kind: "attachment",
	facts: func(r *model.Attachment) facts {
		return facts{r.ID, "", r.RegionCode, &r.Version, &r.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Attachment) error {
		return tx.Attachments.Update(ctx, s, version, row)
	},
}

// Limits are the largest files that are taken.
func (s *Attachments) Limits() model.EvidenceLimits { return s.limits }

// List answers one piece of the attachments that a caller sees.
func (s *Attachments) List(
	ctx context.Context, a model.Actor, f model.AttachmentFilter, req model.ListRequest,
) (model.List[model.Attachment], error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.List[model.Attachment]{}, err
	}
	return s.store.Attachments.List(ctx, a, f, req)
}

// Get is the attachment of an id.
func (s *Attachments) Get(ctx context.Context, a model.Actor, id uint64) (model.Attachment, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.Attachment{}, err
	}
	return s.store.Attachments.Get(ctx, a, id)
}

// Read reads a part of the content of an attachment that the caller was shown.
func (s *Attachments) Read(ctx context.Context, a model.Actor, row model.Attachment, offset, length int64) (io.ReadCloser, error) {
	if err := a.Require(model.ReadCampaigns, row.RegionCode); err != nil {
		return nil, err
	}
	r, err := s.blobs.Read(ctx, model.BlobKey(row.BlobHash), offset, length)
	if err != nil {
		return nil, fmt.Errorf("read the content of attachment %d: %w", row.ID, err)
	}
	return r, nil
}

// Add makes an attachment of content that was received.
func (s *Attachments) Add(ctx context.Context, a model.Actor, r Received) (model.Attachment, error) {
	if err := a.Allow(model.WriteEvidence); err != nil {
		return model.Attachment{}, err
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Attachment, error) {
		// The content first: the first plain read settles what all later ones see.
		if err := s.hold(ctx, tx, r.Hash); err != nil {
			return model.Attachment{}, err
		}
		i, err := about(ctx, tx, a, r.InspectionID, r.FindingID)
		if err != nil {
			return model.Attachment{}, err
		}
		row := model.Attachment{
			InspectionID: i.ID, OrganizationID: i.TargetOrganizationID, RegionCode: i.RegionCode, MediaType: r.Media, ByteSize: r.Size,
			BlobHash: r.Hash, UploadedBy: a.Name, TokenID: a.TokenID, UserID: a.UserID, Version: 1, CreatedAt: at, UpdatedAt: at,
		}
		// With everything else of the thing, so that pairs never part.
		owners, err := tx.Belongings.Owners(ctx, i.Kind, []uint64{i.Thing(i.Kind).ID})
		if err != nil {
			return row, err
		}
		if o, ok := owners[i.Thing(i.Kind)]; ok {
			row.OrganizationID, row.RegionCode = o.ID, o.RegionCode
		}
		row.Apply(r.Edit)
		if err := s.checkPair(ctx, tx, a, row); err != nil {
			return row, err
		}
		if err := tx.Attachments.Create(ctx, &row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(attachmentNoun, "create", "", nil, &row))
	})
}

// about is the inspection that an upload is for. It is named itself, or by one of its findings: whoever runs the thing now has
// these, while the inspection stays with the organization of its time.
func about(
	ctx context.Context, tx *repository.Store, a model.Actor, inspectionID, findingID uint64,
) (model.Inspection, error) {
	if findingID == 0 {
		i, err := tx.Inspections.Get(ctx, a, inspectionID)
		return i, inField("inspection", err)
	}
	finding, err := tx.Rectifications.Get(ctx, a, findingID)
	switch {
	case err != nil:
		return model.Inspection{}, inField("finding", err)
	case inspectionID != 0 && inspectionID != finding.InspectionID:
		return model.Inspection{}, model.InvalidField("finding", "of_other_target")
	}
	return tx.Inspections.Behind(ctx, finding.InspectionID, false)
}

// hold keeps content from being removed until the transaction ends. It must have been received before.
func (s *Attachments) hold(ctx context.Context, tx *repository.Store, hash string) error {
	blob, err := tx.Blobs.Lock(ctx, hash)
	if IsNotFound(err) || (err == nil && !blob.GoingAt.IsZero()) {
		return model.NewError(model.KindUnavailable, "evidence_being_removed")
	}
	return err
}

// checkPair looks at the attachment of before that one of afterwards names, and keeps it as it is.
func (s *Attachments) checkPair(ctx context.Context, tx *repository.Store, a model.Actor, row model.Attachment) error {
	if row.PairID == 0 {
		return nil
	}
	before, err := tx.Attachments.Lock(ctx, a, uint64(row.PairID))
	switch {
	case err != nil:
		return inField("pair_id", err)
	case before.ID == row.ID, before.Moment != model.MomentBefore, before.InspectionID != row.InspectionID:
		return model.InvalidField("pair_id", "not_its_before")
	}
	return nil
}

// Update changes what is said of an attachment, while what it proves is not decided.
func (s *Attachments) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.AttachmentEdit],
) (model.Attachment, error) {
	if err := a.Allow(model.WriteEvidence); err != nil {
		return model.Attachment{}, err
	}
	i, err := s.target(ctx, a, id)
	if err != nil {
		return model.Attachment{}, err
	}
	return apply(ctx, s.base, a, edit[model.Attachment]{
		noun: attachmentNoun, operation: "update", version: version,
		load: func(tx *repository.Store) (model.Attachment, error) { return s.lock(ctx, tx, a, i, id) },
		change: func(tx *repository.Store, row *model.Attachment) error {
			wanted, err := patch.over(row.Edit())
			if err != nil {
				return err
			}
			if err := wanted.Until(s.now()); err != nil {
				return err
			}
			before := *row
			row.Apply(wanted)
			if *row == before {
				return nil
			}
			if err := s.undecided(ctx, tx, before, i); err != nil {
				return err
			}
			if err := s.undecided(ctx, tx, *row, i); err != nil { // as what it is to become
				return err
			}
			if row.Moment != before.Moment {
				if err := s.free(ctx, tx, a, id); err != nil {
					return err
				}
			}
			return s.checkPair(ctx, tx, a, *row)
		},
	})
}

// Delete removes an attachment, while what it proves is not decided. Its content goes later, if nothing else has it.
func (s *Attachments) Delete(ctx context.Context, a model.Actor, id, version uint64) error {
	if err := a.Allow(model.WriteEvidence); err != nil {
		return err
	}
	i, err := s.target(ctx, a, id)
	if err != nil {
		return err
	}
	var row model.Attachment
	return destroy(ctx, s.base, a, version, attachmentNoun,
		func(tx *repository.Store) (_ model.Attachment, err error) {
			row, err = s.lock(ctx, tx, a, i, id)
			return row, err
		},
		func(tx *repository.Store) error {
			if err := s.undecided(ctx, tx, row, i); err != nil {
				return err
			}
			if err := s.free(ctx, tx, a, id); err != nil {
				return err
			}
			blob, err := tx.Blobs.Lock(ctx, row.BlobHash)
			if err != nil {
				return err
			}
			blob.TouchedAt = s.now()
			if err := tx.Blobs.Update(ctx, blob); err != nil {
				return err
			}
			return tx.Attachments.Delete(ctx, a, id, version)
		})
}

// target is the inspection of an attachment, which never becomes another one, whether the caller sees it itself or not. It is
// read before the transaction, which begins with its locks.
func (s *Attachments) target(ctx context.Context, a model.Actor, id uint64) (model.Inspection, error) {
	row, err := s.store.Attachments.Get(ctx, a, id)
	if err != nil {
		return model.Inspection{}, err
	}
	return s.store.Inspections.Behind(ctx, row.InspectionID, false)
}

// lock keeps an attachment, the result that it proves and the campaign of that as they are, in the order in which results
// are submitted.
func (s *Attachments) lock(
	ctx context.Context, tx *repository.Store, a model.Actor, i model.Inspection, id uint64,
) (model.Attachment, error) {
	if _, err := tx.Campaigns.Behind(ctx, i.CampaignID, true); err != nil {
		return model.Attachment{}, err
	}
	return tx.Attachments.Lock(ctx, a, id)
}

// undecided refuses when what an attachment proves is decided. Everything that decides it has locked the campaign.
func (s *Attachments) undecided(
	ctx context.Context, tx *repository.Store, row model.Attachment, i model.Inspection,
) error {
	c, err := tx.Campaigns.Behind(ctx, i.CampaignID, false)
	if err != nil {
		return err
	}
	now, err := tx.Inspections.Behind(ctx, i.ID, false)
	if err != nil {
		return err
	}
	return row.Decided(now, c)
}

// free refuses while an attachment of afterwards refers to one.
func (s *Attachments) free(ctx context.Context, tx *repository.Store, a model.Actor, id uint64) error {
	n, err := tx.Attachments.Afters(ctx, a, id)
	if err == nil && n > 0 {
		err = model.NewError(model.KindConflict, "has_counterpart")
	}
	return err
}
