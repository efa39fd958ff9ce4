package repository

import "gorm.io/gorm"

// Sessions is the collection of logins that have not ended.
type Sessions struct{ db *gorm.DB }
