package model

import "slices"

// SecurityEdit is what a caller may set of the rules for logins.
type SecurityEdit struct {
	TOTPRoles    Set[Role]
	PasswordDays int
}

// maxPasswordDays is ten years: longer is never.
const maxPasswordDays = 3650

// Normalize checks the roles and puts each of them once, in their order.
func (e SecurityEdit) Normalize() (SecurityEdit, error) {
	var c checker
	for _, role := range e.TOTPRoles {
		oneOf(&c, "totp_roles", role, Roles)
	}
	if e.PasswordDays < 0 || e.PasswordDays > maxPasswordDays {
		c.add("password_days", "out_of_range", 0, maxPasswordDays)
	}
	ordered := Set[Role]{}
	for _, role := range Roles {
		if e.TOTPRoles.Has(role) {
			ordered = append(ordered, role)
		}
	}
	e.TOTPRoles = ordered
	return e, c.err()
}

// Apply takes the edit into the row.
func (r *SecuritySettings) Apply(e SecurityEdit) {
	r.TOTPRoles, r.PasswordDays = e.TOTPRoles, e.PasswordDays
}

// Edit is the row as it may be set; a PATCH is decoded over it.
func (r SecuritySettings) Edit() SecurityEdit {
	return SecurityEdit{slices.Clone(r.TOTPRoles), r.PasswordDays}
}

// HasPassword reports whether the user can log in here. Who cannot, logs in at the provider of the single sign-on, and has
// a second factor there.
func (u User) HasPassword() bool { return u.PasswordHash != "" }

// ForgetTOTP takes the second factor away. The step stays: a code that was used is never taken again.
func (u *User) ForgetTOTP() { u.TOTPSecret, u.TOTPEnabled = nil, false }

// TOTPRemoval is what somebody sends to take their own second factor out of force.
type TOTPRemoval struct {
	Password Password
	Code     string
}

// Normalize refuses what is missing: whatever else is wrong is answered like a wrong guess.
func (r TOTPRemoval) Normalize() (TOTPRemoval, error) {
	var c checker
	if r.Password == "" {
		c.add("password", "required")
	}
	if len(r.Password) > maxTyped*4 {
		c.add("password", "too_long", maxTyped)
	}
	if r.Code == "" {
		c.add("code", "required")
	}
	r.Password = r.Password.Normalize()
	return r, c.err()
}

// SSOCallback is what the provider of a single sign-on has sent back, with the proof of the browser that began it.
type SSOCallback struct {
	Code  string
	State string
	Proof string
}

const maxSSOCode = 4096

// Normalize refuses only what is missing or endless.
func (r SSOCallback) Normalize() (SSOCallback, error) {
	var c checker
	for _, f := range []struct{ name, value string }{{"code", r.Code}, {"state", r.State}, {"proof", r.Proof}} {
		switch {
		case f.value == "":
			c.add(f.name, "required")
		case len(f.value) > maxSSOCode:
			c.add(f.name, "too_long", maxSSOCode)
		}
	}
	return r, c.err()
}
