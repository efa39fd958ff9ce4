package generate

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// How a parameter or a property finds what it can name: by a list of the document, and without a line here for most. A name
// such as site_id, site or site_code is looked for in the list of the sites, /campaigns/{code} in that of the campaigns,
// and what has no list of its own in one below another thing, as /contacts/{id} in /organizations/{id}/contacts.

// otherwise are the names that do not tell the list that they are from.
var otherwise = map[string]string{
	"parent_id": "organizations.id", "into": "organizations.id", "as_of_campaign": "campaigns.code", "compare": "campaigns.code",
	"users": "users.id", "assigned_to": "users.id", "pair": "attachments.id", "pair_id": "attachments.id", "recurrence_of": "findings.id",
	"template_id": "bulletin-templates.id", "account_name": "accounts.name", "platform_account_id": "", "request_id": "", "thing_id": "sites.id",
	"national_filing_number": "", "organization": "organizations.id",
}

// fixed are names that come with the program, and what belongs to no list.
var fixed = map[string][]string{
	"indicator": {`"S1"`, `"D05"`, `"M1"`}, "file": {`"swagger-ui.css"`, `"swagger-ui-bundle.js"`}, "number in annexes": {"1", "2"},
	"current_password": {quoted(password)}, "cidrs": {`"10.42.0.0/16"`, `"127.0.0.1/32"`}, "password": {quoted(password)}, "year in calendars": {"2022", "2023"},
	"code in bulletins": nil,
}

// item is one thing of a list.
type item map[string]any

// list reads a list of the document in the name of a caller, with the things of each that it lies below.
func (w *world) list(who actor, noun string) (items []item) {
	if known, ok := w.lists[who.name+noun]; ok {
		return known
	}
	defer func() { w.lists[who.name+noun] = items }()
	for _, o := range w.operations {
		above, is := strings.CutSuffix(o.path, "/"+noun)
		if !is || o.method != http.MethodGet || !o.api() || !listed(o) {
			continue
		}
		for _, path := range w.paths(who, above+"/"+noun) {
			if o.parameter("query", "page") != nil {
				path += "?after=0&limit=1000"
			}
			var found struct {
				Items []item `json:"items"`
			}
			a := w.send(request{method: http.MethodGet, target: path, who: who})
			if a.Status == http.StatusOK && json.Unmarshal(a.Body, &found) == nil {
				items = append(items, found.Items...)
			}
		}
	}
	return items
}

// listed reports whether an operation answers items.
func listed(o operation) bool {
	ok := o.Responses.Status(http.StatusOK)
	if ok == nil || ok.Value.Content["application/json"] == nil {
		return false
	}
	return ok.Value.Content["application/json"].Schema.Value.Properties["items"] != nil
}

// paths are the ways to fill in the path of an operation with things that the caller sees.
func (w *world) paths(who actor, template string) []string {
	if known, ok := w.filled[who.name+template]; ok {
		return known
	}
	found := []string{""}
	for _, part := range strings.Split(template, "/")[1:] {
		var longer []string
		for _, path := range found {
			if !strings.HasPrefix(part, "{") {
				longer = append(longer, path+"/"+part)
				continue
			}
			for _, name := range w.names(who, path, strings.Trim(part, "{}")) {
				longer = append(longer, path+"/"+name)
			}
		}
		found = longer
	}
	w.filled[who.name+template] = found
	return found
}

// names are what a parameter after a path can be: the key of each thing in the list there, or of that kind wherever it is.
func (w *world) names(who actor, path, parameter string) (all []string) {
	if words := w.words(path, parameter); words != nil {
		return words
	}
	noun := path[strings.LastIndex(path, "/")+1:]
	if who.token == "" { // whoever may ask for it, only those who are known are told what there is
		who = w.actors[0]
	}
	if values := append(fixed[parameter+" in "+noun], fixed[parameter]...); len(values) > 0 {
		for _, value := range values {
			all = append(all, unquoted(value))
		}
		return all
	}
	if noun == "bulletins" {
		noun = "campaigns"
	}
	items := w.list(who, noun)
	if w.has(path) {
		items = w.below(who, path)
	}
	for _, i := range items {
		if key := i[keyOf(i, parameter)]; key != nil {
			all = append(all, written(key))
		}
	}
	return all
}

// words are those that the document allows for a parameter after a filled path, where it counts them up.
func (w *world) words(path, parameter string) (all []string) {
	steps := strings.Split(path, "/")
	for _, o := range w.operations {
		template := strings.Split(o.path, "/")
		if len(template) <= len(steps) || template[len(steps)] != "{"+parameter+"}" {
			continue
		}
		same := slices.EqualFunc(template[:len(steps)], steps, func(t, s string) bool { return t == s || strings.HasPrefix(t, "{") })
		if p := o.parameter("path", parameter); same && p != nil && len(p.Schema.Value.Enum) > 0 {
			for _, word := range p.Schema.Value.Enum {
				all = append(all, fmt.Sprint(word))
			}
			return all
		}
	}
	return nil
}

// keyOf is the field by which a path names an item. Rows of an import are numbered.
func keyOf(i item, parameter string) string {
	if _, ok := i[parameter]; !ok && parameter == "n" {
		return "number"
	}
	return parameter
}

func written(value any) string {
	if n, ok := value.(float64); ok {
		return fmt.Sprint(uint64(n))
	}
	return fmt.Sprint(value)
}

// has reports whether a filled path is that of a list below another thing.
func (w *world) has(path string) bool {
	parts := strings.Split(path, "/")
	return len(parts) > 5 && w.find(http.MethodGet, path) != nil
}

func (w *world) below(who actor, path string) []item {
	var found struct {
		Items []item `json:"items"`
	}
	a := w.read(who, path)
	_ = json.Unmarshal(a.Body, &found) // what is no list has no items
	return found.Items
}

// find is the operation that a filled path is of.
func (w *world) find(method, path string) *operation {
	parts := strings.Split(path, "/")
	for i, o := range w.operations {
		template := strings.Split(o.path, "/")
		if o.method != method || len(template) != len(parts) {
			continue
		}
		if slices.EqualFunc(template, parts, func(t, p string) bool { return t == p || strings.HasPrefix(t, "{") }) {
			return &w.operations[i]
		}
	}
	return nil
}

// values are what a property or a parameter of a query can name, as JSON; none when it names no thing.
func (w *world) values(who actor, name string) (all []string) {
	if known, ok := w.named[who.name+name]; ok {
		return known
	}
	defer func() { w.named[who.name+name] = all }()
	if values, ok := fixed[name]; ok {
		return values
	}
	noun, key := w.listOf(name)
	seen := map[string]bool{}
	for _, i := range w.list(who, noun) {
		if i[key] == nil {
			continue
		}
		text := quoted(written(i[key]))
		if n, ok := i[key].(float64); ok {
			text = written(n)
		}
		if !seen[text] {
			all = append(all, text)
		}
		seen[text] = true
	}
	return all
}

// listOf tells the list that a name is from, and the field of its items.
func (w *world) listOf(name string) (noun, key string) {
	if other, ok := otherwise[name]; ok {
		noun, key, _ = strings.Cut(other, ".")
		return noun, key
	}
	word, key := name, ""
	for _, end := range []string{"_ids", "_id", "_code"} {
		if cut, is := strings.CutSuffix(name, end); is {
			word, key = cut, strings.Trim(strings.TrimSuffix(end, "s"), "_")
			break
		}
	}
	for path := range w.doc.Paths.Map() {
		noun, parameter, _ := strings.Cut(strings.TrimPrefix(path, "/api/v1/"), "/")
		if noun != strings.ReplaceAll(word, "_", "-")+"s" || !inBraces.MatchString(parameter) || strings.Contains(parameter, "/") {
			continue
		}
		if key == "" || key == "code" && noun != "sites" {
			key = strings.Trim(parameter, "{}")
		}
		return noun, key
	}
	return "", ""
}

// done are the words of allowed_actions where they are not the last word of the path.
var done = map[string]string{"targets": "add_targets", "acceptances": "accept", "submission": "submit"}

// state is what a caller reads of the thing that an operation is about: its version and what may be done with it.
type state struct {
	tag     string
	actions []string
}

// stateOf reads the thing that an operation on a filled path is about: that of the longest beginning that can be read.
func (w *world) stateOf(who actor, path string) state {
	for at := path; strings.Count(at, "/") > 1; at = at[:strings.LastIndex(at, "/")] {
		o := w.find(http.MethodGet, at)
		if o == nil || o.parameter("query", "from") != nil {
			continue
		}
		a := w.read(who, at)
		if a.Status == http.StatusNotFound && strings.HasSuffix(at, "/draft") {
			return state{tag: `"0"`} // nothing yet
		}
		var body struct {
			AllowedActions []string `json:"allowed_actions"`
		}
		tag := a.Header.Get("ETag")
		if tag == "" || a.Status != http.StatusOK {
			continue
		}
		_ = json.Unmarshal(a.Body, &body) // a file has no actions
		return state{tag, body.AllowedActions}
	}
	return w.stateInList(who, path)
}

// stateInList is for what can only be read in a list.
func (w *world) stateInList(who actor, path string) state {
	parts := strings.Split(strings.TrimPrefix(path, "/api/v1/"), "/")
	if len(parts) < 2 {
		return state{}
	}
	for _, i := range w.list(who, parts[0]) {
		if i["version"] == nil || i["id"] == nil || written(i["id"]) != parts[1] {
			continue
		}
		s := state{tag: quoted(written(i["version"]))}
		actions, _ := i["allowed_actions"].([]any)
		for _, a := range actions {
			s.actions = append(s.actions, fmt.Sprint(a))
		}
		return s
	}
	return state{}
}

// read is a GET in the name of a caller, asked once for each state of the world.
func (w *world) read(who actor, path string) answer {
	key := who.name + " " + path
	if known, ok := w.reads[key]; ok {
		return known
	}
	a := w.send(request{method: http.MethodGet, target: path, who: who})
	w.reads[key] = a
	return a
}

// ready are those of some paths whose thing allows what an operation does.
func (w *world) ready(who actor, o operation, paths []string) (some []string) {
	verb := o.verb()
	if word := done[verb]; word != "" {
		verb = word
	}
	for _, path := range paths {
		if slices.Contains(w.stateOf(who, path).actions, verb) {
			some = append(some, path)
		}
	}
	if len(some) > 0 {
		return some
	}
	for _, path := range paths { // what is there, where it need not be
		if tag := w.stateOf(who, path).tag; tag != "" && tag != `"0"` {
			some = append(some, path)
		}
	}
	return some
}

// forget is for when the world has changed for good.
func (w *world) forget() {
	for _, m := range []map[string][]string{w.filled, w.named} {
		clear(m)
	}
	clear(w.lists)
	clear(w.reads)
}
