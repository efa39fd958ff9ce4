#!/usr/bin/env bash
# Compares the OpenAPI document with that of the last release: nothing that a caller of then relies on may be gone, but with a
# new major version. New words of an enumeration in answers are no break, as docs/front-end.md says: a permission, a state or a
# reason more must not need a new version. The first argument is oasdiff.
set -euo pipefail
cd "$(dirname "$0")/.."
oasdiff=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

major() { jq -r '.info.version | split(".")[0] | tonumber' "$1"; }

# compare prints what a document breaks of another, and fails when there is something.
compare() {
	if [ "$(major "$2")" -gt "$(major "$1")" ]; then
		echo "The document has a new major version, so it may break what the last one promised."
	else
		"$oasdiff" breaking --color never --fail-on ERR --severity-levels test/oasdiff-levels.txt "$1" "$2"
	fi
}

released=docs/openapi-released.json
if ! compare "$released" docs/openapi.json; then
	echo "docs/openapi.json breaks what docs/openapi-released.json promises, see docs/architecture.md." >&2
	exit 1
fi

# The control: a property that is gone is found, and let pass with a new major version.
without='del(.components.schemas.Site.properties.name) | .components.schemas.Site.required -= ["name"]'
jq "$without" docs/openapi.json >"$scratch/without.json"
jq "$without | .info.version = \"$(($(major "$released") + 1)).0\"" docs/openapi.json >"$scratch/renewed.json"
if compare "$released" "$scratch/without.json" >"$scratch/said"; then
	echo "A property that was removed is not found." >&2
	exit 1
elif ! grep -q "name" "$scratch/said"; then
	cat "$scratch/said" >&2
	exit 1
fi
compare "$released" "$scratch/renewed.json" >/dev/null
