package main

import "fmt"

type migrateCommand struct{}

// Run brings the database to the schema of this program.
func (migrateCommand) Run(p program) error {
	app, err := p.open()
	if err != nil {
		return err
	}
	defer app.close()
	steps, err := app.migrate(p.ctx)
	if err != nil {
		return err
	}
	return p.tell(struct {
		Steps int `json:"steps"`
	}{steps}, func() error {
		_, err := fmt.Fprintln(p.stdout, "The database is at the schema of this program.")
		return err
	})
}
