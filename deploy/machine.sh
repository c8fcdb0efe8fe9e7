#!/bin/sh
# Programs of the machine that tests and benchmarks use for real. Root on Debian or Ubuntu installs what is missing;
# anybody else is told the command, and the tests that need them say that they could not run.
set -eu
packages=""
need() { command -v "$1" >/dev/null 2>&1 || packages="$packages $2"; }
PATH="$PATH:/usr/sbin:/sbin"
need curl curl
need openssl openssl
need chromium chromium
need certutil libnss3-tools
need prometheus prometheus
need promtool prometheus
need nginx nginx-light
need squid squid
need node nodejs
need ip iproute2
need nft nftables
need systemd-analyze systemd
[ -n "$packages" ] || exit 0
install="apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=900$packages"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing what the tests use:$packages" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && $install; } >/dev/null || echo "Could not install; tests that need it will say so." >&2
else
    echo "Some tests need programs that are missing here. To install them: sudo $install" >&2
fi
