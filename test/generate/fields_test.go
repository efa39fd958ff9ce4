package generate

import (
	"errors"
	"fmt"
)

// everyField takes a request that is taken and spoils each field of its body once in each of some ways. What is drawn by chance
// would come to each of them only now and then.
func (c *cases) everyField() (faults error) {
	if len(c.good) == 0 || c.good[0].body == nil {
		return nil
	}
	taken := c.good[0]
	for i, n := range taken.body.all() {
		if n.schema == nil {
			continue
		}
		for _, other := range []string{"null", `{}`, `[]`, `"text"`, `7.5`, `true`} {
			faults = errors.Join(faults, c.spoiled(taken, i, other+" at "+n.at, func(n *node) { n.become(other) }))
		}
		for _, name := range n.schema.Required {
			faults = errors.Join(faults, c.spoiled(taken, i, join(n.at, name)+" that is missing", func(n *node) { n.drop(name) }))
		}
	}
	return faults
}

// spoiled sends a request with one node of its body changed, which the document must not allow and the service must refuse.
func (c *cases) spoiled(g good, i int, how string, change func(*node)) error {
	body := g.body.clone()
	change(body.all()[i])
	s := spoiled{request: g.request, how: how, want: faulty}
	m := &maker{w: c.w, op: c.op, path: g.path, values: withoutOnError(g.values)}
	s.body, s.target = body.String(), m.target()
	in, err := s.http(c.w.ctx)
	if err != nil || c.w.document.CheckRequest(in, []byte(s.body)) == nil {
		return err
	}
	defer c.w.back()
	c.sent++
	if err := c.w.judgeInvalid(c.w.send(s.request), s, true); err != nil {
		return fmt.Errorf("%w\n%s", err, s.curl())
	}
	return nil
}
