package service

import (
	"context"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/province"
)

// Province is the way to the system above: over the network, or by files.
type Province interface {
	Way() model.ReportWay
	// Most is how many rows it sends at once.
	Most() int
	Preview(b province.Batch) (province.Payload, error)
	// Deliver sends a batch. After an error nobody knows whether it has arrived, and it is sent again under the same key.
	Deliver(ctx context.Context, b province.Batch) (province.Answer, error)
	// Collect asks what has become of a batch that was taken.
	Collect(ctx context.Context, key string) (province.Answer, error)
	// List is a piece of the list of the other side; ErrNoList where it gives none.
	List(ctx context.Context, kind model.Subject, area model.Scope, after string) (province.Page, error)
}

// ProvinceSettings are how the system above is reached. Without a way reports are handed in by hand.
type ProvinceSettings struct {
	Way     Province
	Timeout time.Duration // of one request
}

// Reports is the collection of batches for the system above.
type Reports struct {
	base
	province Province
	lease    time.Duration // of a piece that is being sent
}

// leaseMargin is how much longer than a request a piece stays with who sends it.
const leaseMargin = 2 * time.Second

func newReports(b base, p ProvinceSettings) *Reports {
	return &Reports{base: b, province: p.Way, lease: p.Timeout + leaseMargin}
}

var reportNoun = noun[model.Report]{
	kind: "report",
	facts: func(r *model.Report) facts {
		return facts{r.ID, r.ReportKey, r.Scope.Region(), &r.Version, &r.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Report) error {
		area, _ := s.Within()
		return tx.Reports.Update(ctx, area, version, row)
	},
}

func (s *Reports) way() model.ReportWay {
	if s.province == nil {
		return model.WayHand
	}
	return s.province.Way()
}

func (s *Reports) most() int {
	if s.province == nil {
		return model.MaxReportRows
	}
	return s.province.Most()
}

// List answers one piece of the reports that a caller sees.
func (s *Reports) List(
	ctx context.Context, a model.Actor, f model.ReportFilter, req model.ListRequest,
) (model.List[model.Report], error) {
	if err := a.Allow(model.ReadReports); err != nil {
		return model.List[model.Report]{}, err
	}
	return s.store.Reports.List(ctx, a.Files(), f, req)
}

// Get is the report of an id, with how far its pieces have come.
func (s *Reports) Get(ctx context.Context, a model.Actor, id uint64) (model.Report, []model.ReportPiece, error) {
	if err := a.Allow(model.ReadReports); err != nil {
		return model.Report{}, nil, err
	}
	return s.withPieces(ctx, a, id)
}

func (s *Reports) withPieces(ctx context.Context, a model.Actor, id uint64) (model.Report, []model.ReportPiece, error) {
	row, err := s.store.Reports.Get(ctx, a.Files(), id)
	if err != nil {
		return row, nil, err
	}
	pieces, err := s.store.Pieces.Of(ctx, id)
	return row, pieces, err
}

// Rows answers one piece of the rows of a report.
func (s *Reports) Rows(
	ctx context.Context, a model.Actor, id uint64, f model.ReportRowFilter, req model.ListRequest,
) (model.List[model.ReportRow], error) {
	if _, _, err := s.Get(ctx, a, id); err != nil {
		return model.List[model.ReportRow]{}, err
	}
	return s.store.Reports.Rows(ctx, id, f, req)
}

// areaOf is the area that a caller asks for: its own, or a part of it that there is.
func areaOf(ctx context.Context, tx *repository.Store, a model.Actor, region model.RegionCode) (model.Scope, error) {
	if region == "" && a.Files() != "" {
		return a.Files(), nil
	}
	area, ok := a.Files().Narrow(region.Area())
	if !ok || area != region.Area() {
		return "", model.InvalidField("region_code", "unknown_reference")
	}
	if _, err := tx.Regions.Get(ctx, region); err != nil {
		return "", inField("region_code", err)
	}
	return area, nil
}

// Create makes a report of the rows as they are now.
func (s *Reports) Create(ctx context.Context, a model.Actor, e model.NewReportEdit) (model.Report, error) {
	if err := a.Allow(model.SendReports); err != nil {
		return model.Report{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Report{}, err
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Report, error) {
		row := model.Report{
			Kind: e.Kind, CampaignCode: e.Campaign, Register: e.Register, State: model.ReportDraft, Version: 1, CreatedAt: at, UpdatedAt: at,
		}
		row.MadeBy, row.MadeUserID, row.MadeTokenID = a.Name, a.UserID, a.TokenID
		var err error
		if row.Scope, err = areaOf(ctx, tx, a, e.RegionCode); err != nil {
			return row, err
		}
		rows, pieces, err := s.take(ctx, tx, a, &row, at)
		if err != nil {
			return row, err
		}
		if err := tx.Reports.Create(ctx, &row); err != nil {
			return row, err
		}
		if err := tx.Reports.SetRows(ctx, row.ID, rows, pieces); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(reportNoun, "create", "", nil, &row))
	})
}

// Refresh takes the rows once more, as what was missing may be there by now.
func (s *Reports) Refresh(ctx context.Context, a model.Actor, id, version uint64) (model.Report, error) {
	if err := a.Allow(model.SendReports); err != nil {
		return model.Report{}, err
	}
	return s.edit(ctx, a, id, version, model.VerbRefreshReport, "", func(tx *repository.Store, row *model.Report) error {
		rows, pieces, err := s.take(ctx, tx, a, row, s.now())
		if err != nil {
			return err
		}
		return tx.Reports.SetRows(ctx, id, rows, pieces)
	})
}
