#!/bin/sh
# Runs check, score, gate and report on both examples, as of a fixed day so that the output does not age.
# BIN: the folder with gapsheet (default: .venv/bin here, else the one on the PATH). OUT: where reports go (default: out).
# Ends with 1 when a command does not exit as it should: the first example must fail its gate, the second pass.
set -u

AS_OF=2026-11-18
from=$(pwd)
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd) || exit 1

if [ -z "${BIN:-}" ] && [ -x "$root/.venv/bin/gapsheet" ]; then
    BIN=$root/.venv/bin
fi
case ${BIN:-} in
    '') gapsheet=gapsheet ;;
    /*) gapsheet=$BIN/gapsheet ;;
    *) if [ -x "$from/$BIN/gapsheet" ]; then gapsheet=$from/$BIN/gapsheet; else gapsheet=$root/$BIN/gapsheet; fi ;;
esac
cd "$root" || exit 1
if ! command -v "$gapsheet" >/dev/null 2>&1; then
    echo "demo: no gapsheet in ${BIN:-the PATH}; run \"make setup\" first" >&2
    exit 1
fi
out=${OUT:-out}
mkdir -p "$out" || exit 1

# run EXPECTED-EXIT-CODE ARGUMENT…
run() {
    expected=$1
    shift
    printf '\n$ gapsheet %s\n' "$*"
    "$gapsheet" "$@"
    code=$?
    if [ "$code" -ne "$expected" ]; then
        printf 'demo: "gapsheet %s" ended with %s, expected %s\n' "$*" "$code" "$expected" >&2
        exit 1
    fi
}

# example TITLE FOLDER GATE-EXIT-CODE
example() {
    sheet=examples/$2/gapsheet.yaml
    printf '\n== %s ==\n' "$1"
    run 0 check "$sheet" --as-of "$AS_OF"
    run 0 score "$sheet" --as-of "$AS_OF"
    run "$3" gate "$sheet" --as-of "$AS_OF"
    run 0 report "$sheet" --as-of "$AS_OF" -o "$out/$2-gap.html"
}

example 'Claims Copilot: not ready' claims-copilot 1
example '智能客服：有条件通过' smart-support 0

printf '\nBoth gates answered as expected. The reports, to open in a browser:\n'
printf '  %s\n' "$out/claims-copilot-gap.html" "$out/smart-support-gap.html"
