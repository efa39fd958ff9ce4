package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// ticks are those in which Linux counts the time of processors, a hundred a second on every architecture.
const ticks = time.Second / 100

// spent is how long a process has used processors, and 0 where that cannot be told.
func spent(pid int) time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:])) // its name may have spaces
	var all time.Duration
	for _, at := range []int{11, 12} { // user and system
		n, _ := strconv.ParseInt(fields[at], 10, 64)
		all += time.Duration(n) * ticks
	}
	return all
}

// forget begins anew with the most that a process has held in memory.
func forget(pid int) { _ = os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", pid), []byte("5"), 0) }

// held is what a process holds in memory and the most that it has held, in MiB, and 0 where that cannot be told.
func held(pid int) (now, most float64) {
	return statusOf(pid, "VmRSS:"), statusOf(pid, "VmHWM:")
}

func statusOf(pid int, name string) float64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == name {
			kib, _ := strconv.ParseFloat(fields[1], 64)
			return kib / 1024
		}
	}
	return 0
}

// machine says on what was measured.
func machine() string {
	name := runtime.GOARCH
	cpus, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(cpus)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			name = strings.TrimSpace(value)
			break
		}
	}
	memory := ""
	all, _ := os.ReadFile("/proc/meminfo")
	for line := range strings.Lines(string(all)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "MemTotal:" {
			kib, _ := strconv.ParseFloat(fields[1], 64)
			memory = fmt.Sprintf(", %.0f GiB", kib/(1<<20))
		}
	}
	return fmt.Sprintf("%d × %s%s, %s/%s, %s", runtime.NumCPU(), name, memory, runtime.GOOS, runtime.GOARCH, runtime.Version())
}
