# `make` lists the targets. README.md tells which two a newcomer needs.

GOLANGCI_LINT := v2.15.0
GOFUMPT       := v0.12.0
GOVULNCHECK   := v1.9.0
OASDIFF       := v1.36.0

VERSION = $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

# A linter must be built with a Go at least as new as that of the code, so the tools are kept by the Go that built them.
TOOLS = bin/tools/$(shell go env GOVERSION)
NPM   = test/npm/node_modules

.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run build test setup lint docs docs-check compatible released generate walks bench vuln clean
.DEFAULT_GOAL := help

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Start the service with the round of 2022, on an embedded database under data/
	@bin/xuncha demo

build: ## Build bin/xuncha, one static binary
	@command -v go >/dev/null || { echo "Go is missing: https://go.dev/doc/install" >&2; exit 1; }
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/xuncha .

# Everything but the tests that look for races is built as the program is, so that each package is compiled once.
test: export CGO_ENABLED = 0
test: export GOFLAGS := $(GOFLAGS) -trimpath
test: setup build docs-check compatible lint ## Set up what is missing, then run every check and all tests
	go vet ./...
	@test/run.sh

setup: ## Install what the tests need: MariaDB, Chromium, a Chinese font, gcc, npm
	@test/setup.sh

lint: $(TOOLS)/gofumpt@$(GOFUMPT) $(TOOLS)/golangci-lint@$(GOLANGCI_LINT) $(NPM)/.stamp ## Check the format, the code and the OpenAPI document
	@unformatted=$$($(TOOLS)/gofumpt@$(GOFUMPT) -l .) && \
		{ [ -z "$$unformatted" ] || { echo "Not in the format of gofumpt:" $$unformatted >&2; exit 1; }; }
	$(TOOLS)/golangci-lint@$(GOLANGCI_LINT) run
	REDOCLY_SUPPRESS_UPDATE_NOTICE=true $(NPM)/.bin/redocly lint --config test/npm/redocly.yaml docs/openapi.json

docs: $(NPM)/.stamp ## Write the OpenAPI document anew from the code, and the types of the client from it
	go generate ./docs/...
	node test/npm/schema.mjs

docs-check: ## Fail when the OpenAPI document in the tree is not that of the code
	@old=$$(mktemp -d) && trap 'rm -rf "$$old"' EXIT && cp -R docs/. "$$old" && \
		$(MAKE) --no-print-directory docs && \
		{ diff -r "$$old" docs || { echo "docs/ was out of date. It is written anew now: commit it." >&2; exit 1; }; }

compatible: $(TOOLS)/oasdiff@$(OASDIFF) ## Fail when the OpenAPI document breaks what the last release promised
	@test/compatible.sh $<

released: docs ## Keep the OpenAPI document as that of the release that is being made
	jq 'walk(if type == "object" then del(.example, .examples) else . end)' docs/openapi.json >docs/openapi-released.json

generate: ## Hold every operation to the document, with thousands of requests that are others each time
	go test ./test/generate -timeout 2h -rapid.seed=0 -rapid.checks=100 -rapid.shrinktime=30s

walks: ## Hold the services to other examples than the tests do, five times as many
	go test ./service -timeout 2h -rapid.seed=0 -rapid.checks=400 -run 'KeepToThePlain|TestTheRegisterOverTime|TestSeveralPeopleAtWork|TestRectification|TestFiguresAreThoseOfTheResults'
SCALE ?= small,prefecture,province
bench: ## Measure the program beside one that does the same by hand; SCALE=nation measures more
	go run ./test/bench -scale $(SCALE) -write docs/performance.md

vuln: ## Look for known vulnerabilities, where their database can be reached
	@out=$$(go run golang.org/x/vuln/cmd/govulncheck@$(GOVULNCHECK) ./... 2>&1); status=$$?; echo "$$out"; \
	case "$$status:$$out" in \
	1:*"fetching vulnerabilities"*) \
		echo "NOT CHECKED: the database of vulnerabilities cannot be reached from this network." >&2 ;; \
	*) exit $$status ;; esac

clean: ## Remove what was built and fetched, but no data
	rm -rf bin $(NPM)

$(TOOLS)/gofumpt@$(GOFUMPT):
	GOBIN='$(CURDIR)/$(TOOLS)' go install mvdan.cc/gofumpt@$(GOFUMPT)
	@mv $(TOOLS)/gofumpt $@

$(TOOLS)/golangci-lint@$(GOLANGCI_LINT):
	GOBIN='$(CURDIR)/$(TOOLS)' go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT)
	@mv $(TOOLS)/golangci-lint $@

$(TOOLS)/oasdiff@$(OASDIFF):
	GOBIN='$(CURDIR)/$(TOOLS)' go install github.com/oasdiff/oasdiff@$(OASDIFF)
	@mv $(TOOLS)/oasdiff $@

$(NPM)/.stamp: test/npm/package-lock.json
	cd test/npm && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
