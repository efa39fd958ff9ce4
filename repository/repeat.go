package repository

import "gorm.io/gorm"

// Repeats is the collection of answers kept under an Idempotency-Key.
type Repeats struct{ db *gorm.DB }
