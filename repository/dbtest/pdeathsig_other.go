//go:build !linux

package dbtest

import "os/exec"

// dieWithParent does nothing where the kernel cannot do it: a test process that is killed leaves its server behind.
func dieWithParent(*exec.Cmd) {}
