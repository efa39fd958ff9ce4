package repository

import "gorm.io/gorm"

// SSOLogins is the collection of single sign-ons that have begun.
type SSOLogins struct{ db *gorm.DB }
