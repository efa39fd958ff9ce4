package main

import (
	"strings"
	"testing"
	"time"
)

// What is measured again takes its old place, what people have written between stays, and what is new comes last.
func TestTheDocumentKeepsWhatWasNotMeasured(t *testing.T) {
	old := "# Performance\n\nold words\n\n## a\n\nold a\n\n## By hand\n\nkept\n\n## b\n\nold b\n"
	got := merged(old, "a machine", []*section{{"b", "\n## b\n\nnew b\n"}, {"c", "\n## c\n\nnew c\n"}})
	want := preface + "\n## a\n\nold a\n\n## By hand\n\nkept\n\n## b\n\nnew b\n\nMeasured on a machine.\n\n## c\n\nnew c\n\nMeasured on a machine.\n"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if again := merged(got, "a machine", nil); again != got {
		t.Errorf("a document in which nothing changes becomes:\n%s", again)
	}
}

// A target that is missed is told, however narrowly.
func TestMissedTargetsAreTold(t *testing.T) {
	for second, want := range map[float64]string{76: "met", 75: "met", 74.9: "**missed**"} {
		r := report{}
		r.stageBegins("sqlite", tiny, "SQLite", time.Second)
		r.add(tiny, "sqlite", outcome{operation: operation{title: "x", target: 0.75}, of: [sides]seen{{perSecond: []float64{second}}, {perSecond: []float64{100}}}})
		if last := r.printed.text[strings.LastIndex(r.printed.text, "| x |"):]; !strings.Contains(last, "| ≥ 0.75 | "+want+" |") {
			t.Errorf("%v a second beside 100: %s", second, last)
		}
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for arguments, good := range map[string]bool{
		"-scale small,prefecture -databases sqlite -ops get-site,submit": true, "-scale small": true, "": true,
		"-scale city": false, "-databases oracle": false, "-ops everything": false, "-rounds 0": false, "-during 0s": false, "more": false,
	} {
		if _, err := options(strings.Fields(arguments)); (err == nil) != good {
			t.Errorf("%q: %v", arguments, err)
		}
	}
}

// Time is that of the requests, not of the clients' turns, and quantiles are those of all.
func TestQuantiles(t *testing.T) {
	s := slice{took: 2 * time.Second}
	for n := range 100 {
		s.latencies = append(s.latencies, time.Duration(100-n)*time.Millisecond)
	}
	if s.perSecond() != 50 || s.at(0.5) != 51*time.Millisecond || s.at(0.99) != 100*time.Millisecond {
		t.Errorf("%v a second, p50 %s, p99 %s", s.perSecond(), s.at(0.5), s.at(0.99))
	}
	if middle([]float64{3, 1, 2, 10}) != 2.5 || middle([]time.Duration{}) != 0 {
		t.Error("the median is another one")
	}
}
