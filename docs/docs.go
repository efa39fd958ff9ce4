// Package docs carries the OpenAPI document of the service, which is generated from the comments and types of package
// api.
package docs

import _ "embed"

//go:generate go run ./generate

// OpenAPI is the document as it is served.
//
//go:embed openapi.json
var OpenAPI []byte
