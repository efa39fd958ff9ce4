package service

import (
	"context"
	"slices"
	"strings"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

// ImportMappings is the collection of headers that offices use in their own tables, with the fields that they stand for.
type ImportMappings struct{ base }

var importMappingNoun = noun[model.ImportMapping]{
	kind: "import_mapping", private: true,
	facts: func(m *model.ImportMapping) facts {
		return facts{m.ID, m.Name, m.RegionCode, &m.Version, &m.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.ImportMapping) error {
		return tx.ImportMappings.Update(ctx, s, version, row)
	},
}

// List answers one piece of the mappings of the kinds that a caller may take in.
func (s *ImportMappings) List(
	ctx context.Context, a model.Actor, kind model.ImportKind, req model.ListRequest,
) (model.List[model.ImportMapping], error) {
	if err := a.Allow(model.TakeFiles); err != nil {
		return model.List[model.ImportMapping]{}, err
	}
	kinds := a.Imports()
	if kind != "" {
		if err := a.Allow(kind.Permission()); err != nil {
			return model.List[model.ImportMapping]{}, err
		}
		kinds = []model.ImportKind{kind}
	}
	return s.store.ImportMappings.List(ctx, a, kinds, req)
}

// Get is the mapping of an id.
func (s *ImportMappings) Get(ctx context.Context, a model.Actor, id uint64) (model.ImportMapping, error) {
	if err := a.Allow(model.TakeFiles); err != nil {
		return model.ImportMapping{}, err
	}
	return getMapping(ctx, s.store, a, id)
}

// getMapping is the mapping of an id. One of a kind that the caller may not take in does not exist.
func getMapping(ctx context.Context, tx *repository.Store, a model.Actor, id uint64) (model.ImportMapping, error) {
	row, err := tx.ImportMappings.Get(ctx, a, id)
	if err == nil && a.Allow(row.Kind.Permission()) != nil {
		return model.ImportMapping{}, model.NotFound()
	}
	return row, err
}

// Create adds a mapping.
func (s *ImportMappings) Create(ctx context.Context, a model.Actor, e model.ImportMappingEdit) (model.ImportMapping, error) {
	if err := a.Allow(model.TakeFiles); err != nil {
		return model.ImportMapping{}, err
	}
	e, err := checkMapping(a, e)
	if err != nil {
		return model.ImportMapping{}, err
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.ImportMapping, error) {
		row := model.ImportMapping{Version: 1, CreatedAt: at, UpdatedAt: at}
		if _, err := tx.Regions.Get(ctx, e.RegionCode); err != nil {
			return row, inField("region_code", err)
		}
		row.Apply(e)
		if err := tx.ImportMappings.Create(ctx, &row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(importMappingNoun, "create", "", nil, &row))
	})
}

// Update changes a mapping. Imports that have used it keep what it said.
func (s *ImportMappings) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.ImportMappingEdit],
) (model.ImportMapping, error) {
	if err := a.Allow(model.TakeFiles); err != nil {
		return model.ImportMapping{}, err
	}
	return apply(ctx, s.base, a, edit[model.ImportMapping]{
		noun: importMappingNoun, operation: "update", version: version,
		load: func(tx *repository.Store) (model.ImportMapping, error) { return getMapping(ctx, tx, a, id) },
		change: func(tx *repository.Store, row *model.ImportMapping) error {
			e, err := patch(row.Edit())
			if err != nil {
				return err
			}
			if e, err = checkMapping(a, e); err != nil {
				return err
			}
			if e.Kind != row.Kind {
				return model.InvalidField("kind", "unchangeable")
			}
			if _, err := tx.Regions.Get(ctx, e.RegionCode); err != nil {
				return inField("region_code", err)
			}
			row.Apply(e)
			return nil
		},
	})
}

// Delete removes a mapping.
func (s *ImportMappings) Delete(ctx context.Context, a model.Actor, id, version uint64) error {
	if err := a.Allow(model.TakeFiles); err != nil {
		return err
	}
	return destroy(ctx, s.base, a, version, importMappingNoun,
		func(tx *repository.Store) (model.ImportMapping, error) { return getMapping(ctx, tx, a, id) },
		func(tx *repository.Store) error { return tx.ImportMappings.Delete(ctx, a, id, version) })
}

// checkMapping checks a mapping for a caller, and that its fields are those of its kind.
func checkMapping(a model.Actor, e model.ImportMappingEdit) (model.ImportMappingEdit, error) {
	e, err := e.Normalize()
	faults := fieldsOf(err)
	if kind := importKinds[e.Kind]; kind != nil {
		if err := a.Allow(e.Kind.Permission()); err != nil {
			return e, err
		}
		fields := append(strings.Split(fieldNames(kind.columns()), ", "), "")
		for header, field := range e.Fields {
			if !slices.Contains(fields, field) {
				faults = append(faults, model.FieldError{
					Field: "fields." + header, Code: "not_one_of", Args: []any{fieldNames(kind.columns())},
				})
			}
		}
	}
	if err == nil && !a.Area().Covers(e.RegionCode) {
		faults = append(faults, model.FieldError{Field: "region_code", Code: "unknown_reference"})
	}
	if len(faults) == 0 {
		return e, nil
	}
	slices.SortStableFunc(faults, func(a, b model.FieldError) int { return strings.Compare(a.Field, b.Field) })
	return e, model.Invalid(faults...)
}

// useMapping notes in an import what a mapping says now.
func (s *Imports) useMapping(ctx context.Context, a model.Actor, job *model.Import, id uint64) error {
	if id == 0 {
		return nil
	}
	m, err := getMapping(ctx, s.store, a, id)
	switch {
	case err != nil:
		return inField("mapping", err)
	case m.Kind != job.Kind:
		return model.InvalidField("mapping", "mapping_of_kind", string(m.Kind))
	}
	job.Details.MappingID, job.Details.Mapping = id, m.Fields
	return nil
}

// headersOf are the headers of a kind for people: the preferred name of each column.
func headersOf(columns []sheet.Column) []string {
	headers := make([]string, len(columns))
	for i, c := range columns {
		headers[i] = c.Names[0]
	}
	return headers
}
