package repository

import "gorm.io/gorm"

// Logins is the collection of counters of failed logins and of the sources of good ones.
type Logins struct{ db *gorm.DB }
