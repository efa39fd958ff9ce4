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
	Webhooks      int // secrets of theirs
}

// ResealPlace is how far sealing anew has come. Its zero value is the beginning.
type ResealPlace struct {
	ContactID, UserID, WebhookID      uint64
	Contacts, SecondFactors, Webhooks int      // sealed anew so far
	Missed                            int      // somebody else was faster; they need another look
	Unreadable                        []string // what cannot be opened, as "contact 7: …"
	Done                              bool
}
