package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// secondFactor checks the code of a user who has a second factor, in the transaction of the login, after the password.
// totp_required, for a login without a code, is no guess; any other refusal of the kind Unauthenticated counts as one.
func (s *Sessions) secondFactor(
	_ context.Context, _ *repository.Store, user *model.User, _ string, _ model.Time,
) error {
	if !user.TOTPEnabled {
		return nil
	}
	return model.NewError(model.KindForbidden, "totp_unavailable")
}
