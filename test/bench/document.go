package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// preface is the beginning of the document.
const preface = `# Performance

Written by ` + "`make bench`" + `, which measures on the machine where it runs; a section is written anew when it is measured again. Figures move from
machine to machine, ratios hardly do: the **service** is measured beside a **baseline**, a program of ` + "`net/http` and `database/sql`" + ` that is
written by hand (` + "`test/bench/baseline`" + `). Both have a copy of the same database, in turn, each the first in every other round. The baseline looks
the same key up, answers the same bytes and writes the same rows, its audit entries and events in their places included; a test holds it to
that. It has no log of requests, no metrics and no limits, checks less, and takes scores and rules from the same model.

| column | |
|---|---|
| /s | how many requests a second 16 callers get answered that ask again as soon as they are; 1 for many results and the import, 2 for the export, 4 for logins. Median of the rounds |
| ratio | of the two, round by round; its median |
| target | what the service is meant to reach; a ratio below is **missed** |
| by CPU | the same ratio, of what a request costs both of processors; it moves least with what else the machine does |
| p50, p99 | milliseconds from when a request was meant to be sent, at half of what the slower of the two can take, so that waiting counts. Where one thing takes long, those of the callers above |
| µs | of processors for each request, of the program and of MariaDB. The import has both programs start |
| peak MiB | the most that service and baseline held during the operation |
| bytes | of an answer |

MariaDB is started by the benchmark and flushes at every commit; SQLite syncs at every commit. Everything runs on loopback.
Sizes: prefecture, province, nation, each with its register, 40 rounds and their findings.
`

// write puts what was measured into the document: known sections are replaced, everything else stays.
func (r *report) write() error {
	if r.wanted.write == "" {
		return nil
	}
	old, err := os.ReadFile(r.wanted.write)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the document: %w", err)
	}
	return os.WriteFile(r.wanted.write, []byte(merged(string(old), r.machine, r.sections)), 0o644) //nolint:gosec // a document for everybody
}

// merged is a document with sections in it, each in its old place, or at the end.
func merged(old, machine string, measured []*section) string {
	sections := cut(old)
	for _, m := range measured {
		text := fmt.Sprintf("%s\nMeasured on %s.\n", strings.TrimLeft(m.text, "\n"), machine)
		known := false
		for i := range sections {
			if sections[i].title == m.title {
				sections[i].text, known = text, true
			}
		}
		if !known {
			sections = append(sections, section{m.title, text})
		}
	}
	var out strings.Builder
	out.WriteString(preface)
	for _, s := range sections {
		out.WriteString("\n" + strings.TrimSpace(s.text) + "\n")
	}
	return out.String()
}

// cut are the sections of a document.
func cut(text string) (sections []section) {
	for line := range strings.Lines(text) {
		if title, begins := strings.CutPrefix(line, "## "); begins {
			sections = append(sections, section{title: strings.TrimSpace(title)})
		}
		if len(sections) > 0 {
			sections[len(sections)-1].text += line
		}
	}
	return sections
}
