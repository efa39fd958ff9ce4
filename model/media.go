package model

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"
)

// MediaType is what the bytes of a file are, whatever their sender says of them.
type MediaType string

// The kinds of file that evidence may be.
const (
	MediaPNG  MediaType = "image/png"
	MediaJPEG MediaType = "image/jpeg"
	MediaWebP MediaType = "image/webp"
	MediaPDF  MediaType = "application/pdf"
	MediaHTML MediaType = "text/html"
	MediaMP4  MediaType = "video/mp4"
)

// MediaTypes lists them.
var MediaTypes = []MediaType{MediaPNG, MediaJPEG, MediaWebP, MediaPDF, MediaHTML, MediaMP4}

// MediaHead is how many bytes DetectMedia looks at.
const MediaHead = 4096

// DetectMedia tells the type of a file by its first bytes, and false for any other than those of the list.
func DetectMedia(head []byte) (MediaType, bool) {
	switch {
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")):
		return MediaPNG, true
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return MediaJPEG, true
	case len(head) >= 16 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP" && isOne(head[12:16], "VP8 ", "VP8L", "VP8X"):
		return MediaWebP, true
	case len(head) >= 8 && string(head[:5]) == "%PDF-" && (head[5] == '1' || head[5] == '2') && head[6] == '.':
		return MediaPDF, true
	case isMP4(head):
		return MediaMP4, true
	case isHTML(head):
		return MediaHTML, true
	}
	return "", false
}

func isOne(text []byte, words ...string) bool { return slices.Contains(words, string(text)) }

// isMP4 looks at the brand of the first box. QuickTime, HEIC and AVIF files begin alike, under other brands.
func isMP4(head []byte) bool {
	if len(head) < 16 || string(head[4:8]) != "ftyp" {
		return false
	}
	if size := binary.BigEndian.Uint32(head); size < 16 || size > 1024 {
		return false
	}
	return isOne(head[8:12], "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "dash",
		"M4V ", "MSNV", "mmp4", "f4v ")
}

// isHTML finds the beginning of a page: nothing but white space, comments and an XML declaration may stand before its
// doctype or its root. SVG and other XML have another root.
func isHTML(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	for {
		head = bytes.TrimLeft(head, " \t\r\n\f")
		var end string
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(head, []byte("<?xml")):
			end = "?>"
		default:
			start := strings.ToLower(string(head[:min(len(head), 15)]))
			return beginsTag(start, "<!doctype html") || beginsTag(start, "<html")
		}
		at := bytes.Index(head, []byte(end))
		if at < 0 {
			return false
		}
		head = head[at+len(end):]
	}
}

func beginsTag(text, tag string) bool {
	rest, found := strings.CutPrefix(text, tag)
	return found && rest != "" && strings.ContainsRune(" \t\r\n\f>", rune(rest[0]))
}

// Served is the type under which a file leaves the service. A browser must never show a page from here as one.
func (t MediaType) Served() string {
	if t == MediaHTML {
		return "application/octet-stream"
	}
	return string(t)
}

// Text reports whether the whole file has to be UTF-8.
func (t MediaType) Text() bool { return t == MediaHTML }

// extensions of the types, that which is given to a name without one first.
var extensions = map[MediaType][]string{
	MediaPNG: {".png"}, MediaJPEG: {".jpg", ".jpeg"}, MediaWebP: {".webp"}, MediaPDF: {".pdf"}, MediaHTML: {".html", ".htm"},
	MediaMP4: {".mp4", ".m4v"},
}

// FileName is the name under which a file of the type is kept: that of its sender, with an extension of the type, so that
// no file is opened later as something that it is not.
func (t MediaType) FileName(name string) string {
	known := extensions[t]
	if name == "" {
		return "evidence" + known[0]
	}
	lower := strings.ToLower(name)
	if slices.ContainsFunc(known, func(e string) bool { return strings.HasSuffix(lower, e) }) {
		return name
	}
	for utf8.RuneCountInString(name)+len(known[0]) > MaxName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return name + known[0]
}

// EvidenceLimits are the largest files, in bytes.
type EvidenceLimits struct {
	File, Video int64
}

// DefaultEvidenceLimits apply unless the settings say otherwise.
var DefaultEvidenceLimits = EvidenceLimits{File: 20 << 20, Video: 200 << 20}

// Of is the limit of a type.
func (l EvidenceLimits) Of(t MediaType) int64 {
	if t == MediaMP4 {
		return l.Video
	}
	return l.File
}

// Largest is the limit of whatever may be largest.
func (l EvidenceLimits) Largest() int64 { return max(l.File, l.Video) }
