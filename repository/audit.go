package repository

import "gorm.io/gorm"

// Audit is the collection of audit entries as they are read, chained and removed.
type Audit struct{ db *gorm.DB }
