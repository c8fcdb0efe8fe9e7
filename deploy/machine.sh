#!/bin/sh
# What the gateway uses of the machine (`./machine.sh gateway`), and with it what tests and benchmarks use for real.
# Root on Debian or Ubuntu installs what is missing; anybody else is told the command. Without it the gateway runs with
# that capability off, and says so, as do the tests.
set -eu
packages=""
need() { command -v "$1" >/dev/null 2>&1 || packages="$packages $2"; }
need_file() { [ -e "$1" ] || packages="$packages $2"; }
PATH="$PATH:/usr/sbin:/sbin"
need_file /usr/share/tesseract-ocr/5/tessdata/fra.traineddata tesseract-ocr-fra
need_file /usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml opencv-data
if [ "${1:-}" != gateway ]; then
    need curl curl
    need_file /usr/share/fonts/truetype/dejavu/DejaVuSansCondensed.ttf fonts-dejavu-extra
    need_file /usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf fonts-liberation
    need openssl openssl
    need chromium chromium
    need certutil libnss3-tools
    need redis-server redis-server
    need prometheus prometheus
    need promtool prometheus
    need nginx nginx-light
    need_file /usr/lib/postgresql postgresql
    need squid squid
    need node nodejs
    need ip iproute2
    need nft nftables
    need systemd-analyze systemd
fi
[ -n "$packages" ] || exit 0
install="apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=900$packages"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing what is used of this machine:$packages" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && $install; } >/dev/null || echo "Could not install; what needs it will say so." >&2
else
    echo "Some things of this machine are used that are missing here. To install them: sudo $install" >&2
fi
