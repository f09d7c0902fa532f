#!/bin/sh
# Installs Chromium, Chinese fonts and Node.js where Debian's package manager may be used; says so where it may not.
# Never fails: without a browser the tests that need one skip, and under CI they fail by themselves.
missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || \
  command -v google-chrome >/dev/null 2>&1 || missing="chromium"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
if command -v fc-list >/dev/null 2>&1 && ! fc-list :lang=zh | grep -q . || ! command -v fc-list >/dev/null 2>&1; then
  missing="$missing fonts-noto-cjk"
fi
[ -n "$missing" ] || exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "installing for the browser tests:$missing" >&2
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null && exit 0
fi
echo "the browser tests will be skipped; install these to run them:$missing" >&2
exit 0
