package service

import (
	"context"

	"xuncha/model"
	"xuncha/service/province"
)

// Preview is a piece of a report, byte by byte as it would be sent.
func (s *Reports) Preview(ctx context.Context, a model.Actor, id uint64, number int) (model.Report, province.Payload, error) {
	report, pieces, err := s.Get(ctx, a, id)
	if err != nil {
		return report, province.Payload{}, err
	}
	if number < 1 || number > len(pieces) {
		return report, province.Payload{}, asQuery(model.InvalidField("piece", "no_such_piece", len(pieces)))
	}
	piece := pieces[number-1]
	rows, err := s.store.Reports.RowsOf(ctx, id, number)
	if err != nil {
		return report, province.Payload{}, err
	}
	batch := batchOf(report, piece, rows)
	if s.province == nil || s.way() != report.Way {
		payload, err := province.PackedPayload(batch)
		return report, payload, err
	}
	payload, err := s.province.Preview(batch)
	return report, payload, err
}

// Package is everything of a confirmed report as files, for somebody to hand in.
func (s *Reports) Package(ctx context.Context, a model.Actor, id uint64) (model.Report, province.Payload, error) {
	if err := a.Allow(model.SendReports); err != nil {
		return model.Report{}, province.Payload{}, err
	}
	report, err := s.store.Reports.Get(ctx, a.Files(), id)
	if err != nil {
		return report, province.Payload{}, err
	}
	if !report.State.HandedOver() {
		return report, province.Payload{}, model.NewError(model.KindConflict, "report_not_confirmed", string(report.State))
	}
	rows, err := s.store.Reports.RowsOf(ctx, id, 0)
	if err != nil {
		return report, province.Payload{}, err
	}
	payload, err := province.PackedPayload(batchOf(report, model.ReportPiece{Number: 1, PieceKey: report.ReportKey}, rows))
	return report, payload, err
}
