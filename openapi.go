package main

import "xuncha/docs"

type openAPICommand struct{}

// Run prints the OpenAPI document.
func (openAPICommand) Run(p program) error {
	_, err := p.stdout.Write(docs.OpenAPI)
	return err
}
