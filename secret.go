package main

import (
	"os"
	"strings"
)

// complaint reports a fault of a setting.
type complaint = func(name, format string, args ...any)

// valueOrFile reads a setting that stands in the environment itself or, for secrets that are mounted, in the file that
// name_FILE names. from is the setting that the value came from; ok is false after a complaint.
func valueOrFile(getenv func(string) string, complain complaint, name string) (value, from string, ok bool) {
	fileName := name + "_FILE"
	value, file := getenv(name), getenv(fileName)
	switch {
	case value != "" && file != "":
		complain(fileName, "set either this or %s, not both", name)
		return "", fileName, false
	case file == "":
		return value, name, true
	}
	content, err := os.ReadFile(file) //nolint:gosec // the operator names the file
	if err != nil {
		complain(fileName, "%v", err)
		return "", fileName, false
	}
	value = strings.TrimSpace(string(content))
	if value == "" {
		complain(fileName, "%s is empty", file)
		return "", fileName, false
	}
	return value, fileName, true
}
