// Package docs carries what people and programs read about the API: the OpenAPI document, which is generated from the
// comments and types of package api, and the page that shows it.
package docs

import "embed"

//go:generate go run ./generate

// OpenAPI is the document as it is served.
//
//go:embed openapi.json
var OpenAPI []byte

// Page has our part of the docs page, index.html and init.js; the rest is Swagger UI.
//
//go:embed page
var Page embed.FS
