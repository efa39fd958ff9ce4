package service

import (
	"encoding/json"
	"errors"
	"fmt"

	"xuncha/model"
	"xuncha/service/seal"
)

func boundTo(c model.Contact) string { return "contact:" + c.UID }

// seal closes the person into the row, under one key with what the row is found by.
func (b base) seal(c *model.OpenContact) error {
	plain, err := json.Marshal(c.ContactEdit)
	if err != nil {
		return fmt.Errorf("encode a contact: %w", err)
	}
	c.KeyID, c.Sealed = b.ring.Seal(plain, boundTo(c.Contact))
	if c.MobileLookup, err = b.lookup(c.KeyID, c.Mobile); err != nil {
		return err
	}
	c.OfficeLookup, err = b.lookup(c.KeyID, c.OfficePhone)
	return err
}

// lookup is what a number is found by, nil for none.
func (b base) lookup(keyID, phone string) ([]byte, error) {
	number, ok := model.ParsePhone(phone)
	if !ok {
		return nil, nil
	}
	hash, err := b.ring.MACWith(keyID, seal.ForPhones, []byte(number.Digits()))
	if err != nil {
		return nil, keyMissing(err)
	}
	return hash, nil
}

// open reads the person of a row. Neither what is sealed nor what it says gets into an error.
func (b base) open(row model.Contact) (model.OpenContact, error) {
	c := model.OpenContact{Contact: row}
	plain, err := b.ring.Open(row.KeyID, row.Sealed, boundTo(row))
	if errors.Is(err, seal.ErrNoKey) {
		return c, keyMissing(err)
	}
	if err != nil {
		return c, fmt.Errorf("contact %d: %w", row.ID, err)
	}
	if json.Unmarshal(plain, &c.ContactEdit) != nil { // its error would quote what it could not read
		return c, fmt.Errorf("contact %d: the sealed text is no contact", row.ID)
	}
	return c, nil
}

// keyMissing says that the service works, but cannot open this until somebody brings the key.
func keyMissing(err error) error {
	return errors.Join(model.NewError(model.KindUnavailable, "key_missing"), err)
}
