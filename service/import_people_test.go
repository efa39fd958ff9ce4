package service_test

import (
	"bytes"
	"strings"
	"testing"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/seal"
)

// canary is what must lie nowhere in the open.
const canaryPhone = "13811112222"

// People of a file lie sealed, are masked to who may not read contacts, and a look at them leaves a trail without them.
func TestPeopleOfAFileAreSealed(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.tell(operator, model.ImportOrganizations, "单位名称,行政区划代码", "甲局,422801")
		lines := []string{contactHeader + ",身份证号", "联系人名册：示例乙 " + canaryPhone, "甲局,,示例乙,," + "," + canaryPhone + ",,4228", "甲局,,示例丙,,," + canaryPhone + "9,,"}
		lines[0], lines[1] = lines[1], lines[0]
		for _, background := range []bool{false, true} {
			u := service.Upload{Kind: model.ImportContacts, FileName: "c.csv", Body: file(append(lines, w.blank())), Background: background}
			sent := must[service.Sent](t)(w.Imports.Send(w.ctx, operator, u))
			if background && only(w.Imports.Work(w.ctx)) != nil {
				t.Fatal("the worker has failed")
			}
			for table, rows := range dump(t, w.store) {
				for _, row := range rows {
					if strings.Contains(row, canaryPhone) || strings.Contains(row, "示例乙") {
						t.Errorf("in the open in %s: %s", table, row)
					}
				}
			}
			w.readsPeople(sent.ID)
		}
	})
}

func (w *world) readsPeople(id uint64) {
	w.t.Helper()
	reader := actor(model.RoleCountyAdmin, model.ScopeAll)
	writer := reader
	writer.Permissions = model.Set[model.Permission]{model.WriteContacts} // may not read
	before := count(w.t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'import.read'")
	for a, want := range map[*model.Actor]string{&reader: canaryPhone, &writer: "138****2222"} {
		_, row, err := w.Imports.Row(w.ctx, *a, id, 1)
		if err != nil || row.Cells["mobile"] != want {
			w.t.Errorf("%v: %v", row.Cells, err)
		}
		if got := w.report(*a, id); strings.Contains(got, canaryPhone) != (a == &reader) || strings.Contains(got, "4228,") != (a == &reader) {
			w.t.Errorf("the report:\n%s", got)
		}
	}
	after := query(w.t, w.store, "SELECT after_state FROM audit_entries WHERE operation = 'import.read' ORDER BY id")
	if len(after) != before+2 || strings.Contains(strings.Join(after, ""), "示例") {
		w.t.Errorf("the trail of reading: %q", after)
	}
	// Masked cells that come back do not take the place of what they hide.
	c := correct(map[string]string{"mobile": "138****2222"})
	_, row, err := w.Imports.CorrectRow(w.ctx, writer, id, 2, w.row(id, 2).Version, c)
	if err != nil || told(row) != "rejected mobile:masked_value" || row.Cells["name"] != "示**" {
		w.t.Errorf("%v %v: %v", told(row), row.Cells, err)
	}
}

func (w *world) report(a model.Actor, id uint64) string {
	w.t.Helper()
	r := must[service.ImportReport](w.t)(w.Imports.Report(w.ctx, a, id, model.Chinese))
	var out bytes.Buffer
	if err := r.Write(&out); err != nil {
		w.t.Fatal(err)
	}
	return out.String()
}

// A file of people, those that went in and those that wait, is read with the new key alone after it was sealed anew.
func TestFilesOfPeopleAreResealed(t *testing.T) {
	eachSuite(t, func(t *testing.T, w *world) {
		w.tell(operator, model.ImportOrganizations, "单位名称,行政区划代码", "甲局,422801")
		u := service.Upload{Kind: model.ImportContacts, FileName: "c.csv", Background: true, Body: file([]string{
			contactHeader, "甲局,,示例乙,,," + canaryPhone + ",,", "甲局,,示例丙,,," + canaryPhone + "9,,",
		})}
		sent := must[service.Sent](t)(w.Imports.Send(w.ctx, operator, u))
		w.work()
		report := w.report(operator, sent.ID)
		if !strings.Contains(report, canaryPhone+"9") {
			t.Fatalf("the report:\n%s", report)
		}

		newest := seal.NewKey(seal.National)
		both, alone := w.with(ring(t, w.keys[0], newest)), w.with(ring(t, newest))
		if _, err := alone.Imports.Report(w.ctx, operator, sent.ID, model.Chinese); refusal(err) != "key_missing" {
			t.Errorf("the control: without its key the file is read: %v", err)
		}
		place := resealAll(t, w, both)
		if place.ImportRows != 3 || place.Missed != 0 || len(place.Unreadable) != 0 { // the rows and the one part of the file
			t.Errorf("sealed anew: %+v", place)
		}
		w.Services = alone
		if got := w.report(operator, sent.ID); got != report {
			t.Errorf("the report:\n%s\nbefore:\n%s", got, report)
		}
		c := correct(map[string]string{"mobile": "13811112229"})
		if _, row, err := w.Imports.CorrectRow(w.ctx, operator, sent.ID, 2, w.row(sent.ID, 2).Version, c); err != nil || row.Outcome != model.OutcomeCreate {
			t.Errorf("a row that waited: %v, %v", told(row), err)
		}
		if again := resealAll(t, w, w.Services); again.Sealed() != 0 {
			t.Errorf("again: %+v", again)
		}
	})
}
