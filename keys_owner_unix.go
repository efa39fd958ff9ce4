//go:build unix

package main

import (
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives a file the owner of another: the operator may be root, the service is not, and must go on reading it.
func keepOwner(file *os.File, of fs.FileInfo) error {
	owner, ok := of.Sys().(*syscall.Stat_t)
	if !ok || (int(owner.Uid) == os.Geteuid() && int(owner.Gid) == os.Getegid()) {
		return nil
	}
	return file.Chown(int(owner.Uid), int(owner.Gid))
}
