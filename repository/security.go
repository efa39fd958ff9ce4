package repository

import "gorm.io/gorm"

// Security is of rules for logins.
type Security struct{ db *gorm.DB }
