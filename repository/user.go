package repository

import "gorm.io/gorm"

// Users is the collection of people who log in.
type Users struct{ db *gorm.DB }
