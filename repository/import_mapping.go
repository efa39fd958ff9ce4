package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// ImportMappings is the collection of headers of tables with their fields.
type ImportMappings struct{ db *gorm.DB }

var importMappingSorts = sorts{"name": "name", "kind": "kind", "created_at": "created_at"}

func importMappingID(m model.ImportMapping) uint64 { return m.ID }

// List answers one piece of the list of some kinds.
func (r ImportMappings) List(
	ctx context.Context, s model.Sight, kinds []model.ImportKind, req model.ListRequest,
) (model.List[model.ImportMapping], error) {
	q := seen(r.db.WithContext(ctx).Model(&model.ImportMapping{}), s, noOwner).Where("kind IN ?", kinds)
	return list(q, importMappingSorts, req, importMappingID)
}

// Get is the mapping of an id, if it belongs to the caller's area.
func (r ImportMappings) Get(ctx context.Context, s model.Sight, id uint64) (model.ImportMapping, error) {
	var row model.ImportMapping
	if err := seen(r.db.WithContext(ctx), s, noOwner).Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get import mapping: %w", translate(err))
	}
	return row, nil
}

// Create inserts a mapping and fills in its id.
func (r ImportMappings) Create(ctx context.Context, row *model.ImportMapping) error {
	return insert(ctx, r.db, "import mapping", []*model.ImportMapping{row})
}

// Update writes a mapping over the version the change was made on.
func (r ImportMappings) Update(ctx context.Context, s model.Sight, version uint64, row *model.ImportMapping) error {
	return update(ctx, r.db, "import mapping", s, noOwner, row.ID, version, row)
}

// Delete removes a mapping. The imports that have used it keep what it said.
func (r ImportMappings) Delete(ctx context.Context, s model.Sight, id, version uint64) error {
	return remove[model.ImportMapping](ctx, r.db, "import mapping", s, noOwner, id, version)
}
