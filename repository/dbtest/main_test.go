package dbtest

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// ownerVariable turns the test program into one that starts a server and waits to be killed.
const ownerVariable = "XUNCHA_DBTEST_OWNER"

func TestMain(m *testing.M) {
	if os.Getenv(ownerVariable) != "" {
		ownServer()
	}
	Main(m)
}

// ownServer prints the process id of its server, that of a plain child and the folder of the server.
func ownServer() {
	m, err := StartMariaDB()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	plain := exec.Command("sleep", "600") //nolint:noctx // it is there to outlive this process
	if err := plain.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(m.process.Pid, plain.Process.Pid, m.folder.path)
	select {}
}
