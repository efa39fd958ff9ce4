package repository

import "gorm.io/gorm"

// Contacts is the collection of people at organizations.
type Contacts struct{ db *gorm.DB }
