package matrix

import (
	"fmt"
	"strings"

	"xuncha/model"
)

// addNeeding adds a thing that only some of those see who may do what the operation is.
func (w *world) addNeeding(p model.Permission, k kind, owner, name string) {
	w.things = append(w.things, thing{kind: k, owner: owner, name: name, needs: p})
}

// addMapping adds headers of tables of a county: of one about the register, and of one with results.
func (w *world) addMapping(owner string) {
	for kind, field := range map[model.ImportKind]string{model.ImportSites: "code", model.ImportResults: "indicator"} {
		n := w.next()
		m := must[model.ImportMapping](w)(w.ImportMappings.Create(w.ctx, operator, model.ImportMappingEdit{
			Name: named("对应表", owner, n), Kind: kind, RegionCode: regionOf[owner], Fields: map[string]string{named("列", owner, n): field},
		}))
		w.addNeeding(kind.Permission(), aMapping, owner, fmt.Sprint(m.ID))
	}
}

// suitImports makes the example of a mapping one of results for who takes in nothing else.
func suitImports(o operation, who identity, body map[string]any) {
	if strings.HasSuffix(o.id, "ImportMapping") && !who.role.Has(model.WriteRegister) {
		body["kind"], body["fields"] = string(model.ImportResults), map[string]any{"列": "indicator"}
	}
}
