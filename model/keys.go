package model

// SealedSecret is the second factor of a user, as it is stored.
type SealedSecret struct {
	ID         uint64
	TOTPSecret []byte
}

// KeyUse says how much of what is stored a key has sealed.
type KeyUse struct {
	KeyID         string
	Contacts      int
	SecondFactors int
	ImportRows    int // of files of contacts, with the parts of the files themselves
	Webhooks      int // secrets of theirs
}

// ResealPlace is how far sealing anew has come. Its zero value is the beginning.
type ResealPlace struct {
	ContactID, UserID       uint64
	WebhookID               uint64
	ImportRowID, PieceID    uint64
	Contacts, SecondFactors int // sealed anew so far
	ImportRows, Webhooks    int
	Missed                  int      // somebody else was faster; they need another look
	Unreadable              []string // what cannot be opened, as "contact 7: …"
	Done                    bool
}

// Sealed is the number of rows that were sealed anew.
func (p ResealPlace) Sealed() int { return p.Contacts + p.SecondFactors + p.ImportRows + p.Webhooks }

// Uses is the number of rows that a key has sealed.
func (u KeyUse) Uses() int { return u.Contacts + u.SecondFactors + u.ImportRows + u.Webhooks }
