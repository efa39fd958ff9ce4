package s3

import (
	"os/exec"
	"syscall"
)

// dieWithParent has the kernel kill the command when the test process ends, however it ends.
func dieWithParent(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
