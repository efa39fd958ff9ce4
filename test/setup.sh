#!/usr/bin/env bash
# Installs what the tests need from Debian's packages, or says the command when it may not. Of MariaDB only the programs
# are taken (the -core packages): they bring no system service that could start.
set -euo pipefail

missing=()
have() { command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ]; }
need() { missing+=("$@"); }

{ have mariadbd && have mariadb-install-db && have my_print_defaults; } || need mariadb-server-core mariadb-client-core
{ have chromium || have chromium-browser || have google-chrome; } || need chromium
{ have fc-list && fc-list :lang=zh | grep -q .; } || need fontconfig fonts-wqy-microhei
have gcc || need build-essential
have npm || need npm
have curl || need curl # the examples in the documents are run
have jq || need jq
[ ${#missing[@]} -gt 0 ] || exit 0

command="apt-get update && apt-get install --yes --no-install-recommends ${missing[*]}"
if ! have apt-get; then
	echo "The tests need these Debian packages, or their like: ${missing[*]}" >&2
	exit 1
elif [ "$(id -u)" = 0 ]; then
	as_root=(env)
elif have sudo && sudo -n true 2>/dev/null; then
	as_root=(sudo -n env)
else
	echo "The tests need packages that only root may install. Run this, then make again:" >&2
	echo "  sudo sh -c '$command'" >&2
	exit 1
fi
echo "Installing ${missing[*]}"
"${as_root[@]}" DEBIAN_FRONTEND=noninteractive sh -c "$command"
