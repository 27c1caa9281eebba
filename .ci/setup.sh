# shellcheck shell=sh disable=SC2154
# Knows how .venv is made from the locks. Sourced by build and test, which set `here`.
#
# When everything in a lock has been installed, the lock is copied into .venv: the copy says that
# the set-up was finished, and with which versions. So an interrupted set-up is repeated, a changed
# lock makes a new .venv, and a finished one is recognised without starting a Python.

venv=$here/.venv
turn=$here/.cache/set-up

# What the caller's shell adds to Python stays out: its packages would come before the locked ones,
# and without compiled modules every command starts a tenth of a second later.
unset PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE

# Make .venv hold what each of the named locks says; return at once when it does.
set_up() {
    for lock in "$@"; do
        if ! is_installed "$lock"; then
            take_turn
            install_missing "$@"
            end_turn
            return
        fi
    done
}

# Become that module of .venv or of this checkout, with the arguments that follow its name.
become() {
    export PYTHONPATH="$here"
    exec "$venv/bin/python" -P -m "$@"
}

is_installed() {
    [ -x "$venv/bin/python" ] && cmp -s "$here/$1" "$venv/$1"
}

# One process sets up at a time: the one that could make the folder. It leaves its number there,
# so that a turn whose holder was killed is taken over.
take_turn() {
    until mkdir -p "${turn%/*}" 2>/dev/null && mkdir "$turn" 2>/dev/null; do
        [ -d "$turn" ] || [ -w "${turn%/*}/" ] ||
            fail "Cannot write to $here: make the folder writable, or copy it to a place of your own."
        if holder=$(cat "$turn/pid" 2>/dev/null) && ! kill -0 "$holder" 2>/dev/null; then
            rm -rf "$turn"
        else
            wait_for_turn
        fi
    done
    trap end_turn EXIT
    trap 'exit 130' INT
    trap 'exit 143' HUP TERM
    echo "$$" > "$turn/pid"
}

wait_for_turn() {
    [ -n "${waiting:-}" ] ||
        say "Waiting for another ./build or ./test, which is setting up .venv" \
            "(if there is none, remove the folder $turn) …"
    waiting=yes
    sleep 1
}

end_turn() {
    rm -rf "$turn"
    trap - EXIT INT HUP TERM
}

install_missing() {
    is_installed requirements.lock || make_venv
    for lock in "$@"; do
        is_installed "$lock" || install "$lock"
    done
}

make_venv() {
    find_python
    say "Setting up .venv (first run, about a minute; 40 MB to download) …"
    "$python" -m venv --clear "$venv" >&2 ||
        fail "Could not make .venv with $python, for the reason above: put that right," \
            "or name another Python: PYTHON=/path/to/python3 $0"
}

install() {
    [ "$1" = requirements.lock ] ||
        say "Adding the packages of $1 to .venv (first run, about a minute; 80 MB to download) …"
    PIP_USER=0 "$venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check \
        --require-hashes --requirement "$here/$1" >&2 ||
        fail "Could not install $1, for the reason above: if pip did not reach the Python package" \
            "index, try again with a network, or name a proxy in HTTPS_PROXY, a mirror in" \
            "PIP_INDEX_URL or a folder of wheels in PIP_FIND_LINKS (with PIP_NO_INDEX=1)."
    cp "$here/$1" "$venv/$1"
}

# Set `python` to the real path of a Python that can make .venv. Its real path, because then .venv
# is seen to be broken, and made anew, once another version has taken that Python's place.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.14 python3.13 python3.12 python3.11
    fi
    too_old='' without_venv=''
    for candidate in "$@"; do
        python=$("$candidate" -c "$probe" 2>/dev/null) || continue
        case $python in
            /*) return ;;
            *venv) without_venv=${without_venv:-$candidate} ;;
            *) too_old="${too_old:+$too_old, }$candidate is $python" ;;
        esac
    done
    [ -z "$without_venv" ] ||
        fail "$without_venv lacks its venv module: install it (Debian: apt-get install python3-venv)," \
            "or name another Python: PYTHON=/path/to/python3 $0"
    fail "Python 3.11 or newer is needed (${too_old:-none found as $*}): install it," \
        "or say where it is: PYTHON=/path/to/python3 $0"
}

# Prints the real path of a Python that will do, or what is the matter with it.
probe='
import os, sys
if sys.version_info < (3, 11):
    print("%d.%d" % sys.version_info[:2])
else:
    try:
        import ensurepip, venv
        print(os.path.realpath(sys.executable))
    except ImportError:
        print("without venv")
'

say() {
    echo "$*" >&2
}

fail() {
    say "$*"
    exit 2
}
