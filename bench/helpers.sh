# What the scripts of bench/ share: programs that must be there, ports, servers, a PostgreSQL of their own, the verdicts.
# They set: programs (a folder of cargo's), work (a temporary folder), running (pids to end).

# The head of the script that was called: what it does, and its options.
options() { sed -n '2,${/^#/!q; s/^# //p}' "bench/${0##*/}"; }

say() { echo "$*" >&2; }
fail() { say "bench: $*"; exit 1; }

verdicts_good=0 verdicts_bad=0
good() { printf 'ok     %s\n' "$*"; verdicts_good=$((verdicts_good + 1)); }
bad() { printf 'WRONG  %s\n' "$*"; verdicts_bad=$((verdicts_bad + 1)); }

# A claim and the command that proves it.
claim() { # sentence, command
    local sentence=$1; shift
    if "$@"; then good "$sentence"; else bad "$sentence"; fi
}

verdict() {
    echo
    echo "$verdicts_good passed, $verdicts_bad failed"
    [ "$verdicts_bad" = 0 ]
}

need() { # program, Debian package
    if [ -x "/usr/sbin/$1" ] || command -v "$1" >/dev/null; then return; fi
    say "Installing $2."
    if [ "$(id -u)" = 0 ]; then apt-get install -y -qq "$2" >&2; else sudo apt-get install -y -qq "$2" >&2; fi
}

free_port() {
    local port
    while port=$((20000 + RANDOM % 10000)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

# A key for the house; it is exported.
new_key() {
    ROCKET_SECRET_KEY=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')
    export ROCKET_SECRET_KEY
}

now_ms() { date +%s%3N; }

median() { # column, file
    awk -v c="$1" '{ print $c }' "$2" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# Root may write everywhere, so that no folder would be read-only: the program runs as somebody else.
user=()
if [ "$(id -u)" = 0 ]; then user=(setpriv --reuid nobody --regid nogroup --clear-groups); fi
as_user() { ${user[@]+"${user[@]}"} "$@"; }
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }

find_postgres() {
    # Where there is none yet, ls fails, and may.
    postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1) || true
    if [ -z "$postgres" ]; then
        need initdb postgresql
        postgres=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
    fi
}

cluster_make() { # folder, initdb's arguments
    local folder=$1; shift
    mkdir -p "$folder"
    if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; chmod 700 "$folder"; fi
    as_postgres "$postgres/initdb" -D "$folder" -U bench -A trust -E UTF8 --locale=C.UTF-8 "$@" >/dev/null
}

cluster_start() { # folder, port
    as_postgres "$postgres/pg_ctl" -w -D "$1" -l "$1.log" \
        -o "-p $2 -c unix_socket_directories='' -c listen_addresses=127.0.0.1 -c max_connections=200" start >/dev/null
}

cluster_stop() { # folder
    if [ -f "$1/postmaster.pid" ]; then as_postgres "$postgres/pg_ctl" -D "$1" -m immediate stop >/dev/null 2>&1 || true; fi
}

# Starts a process of the program on a port; its pid is in `pid`.
serve() { # port, log, command before the program...
    local port=$1 log=$2; shift 2
    ROCKET_PORT=$port ${user[@]+"${user[@]}"} "$@" "$programs/samenkomst" serve >>"$log" 2>&1 &
    pid=$!
    running+=("$pid")
}

until_ready() { # port, seconds
    local end=$(($(now_ms) + ${2:-60} * 1000))
    while [ "$(now_ms)" -lt "$end" ]; do
        curl -sfo /dev/null -m 2 "http://127.0.0.1:$1/health/ready" && return
        sleep 0.1
    done
    return 1
}

# Until something answers at an address; where its process ended, what it said is shown.
until_answers() { # url, pid, log
    for _ in $(seq 300); do
        curl -sfo /dev/null "$1" && return
        kill -0 "$2" 2>/dev/null || { cat "$3" >&2; fail "the server did not start"; }
        sleep 0.2
    done
    fail "nothing answers at $1 within a minute"
}

status() { curl -s -m 30 -o /dev/null -w '%{http_code}' "$@" || true; }

stop() { # pid, signal
    kill -"${2:-TERM}" "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null
}

end_all() {
    local one
    for one in ${running[@]+"${running[@]}"}; do
        kill -CONT "$one" 2>/dev/null || true
        kill -KILL "$one" 2>/dev/null || true
    done
    wait 2>/dev/null || true
}

# Callers in the background: rush EVENT SECONDS CALLERS; `heard` waits for them and says what they heard.
books=() rush_pid=''
rush() { # port, event, seconds, callers
    local book=$work/books/$2-${#books[@]}
    mkdir -p "$work/books"
    books+=("$book")
    "$programs/examples/bench" rush "$1" "$2" "$3" "$4" "$book" "c${#books[@]}" >"$work/heard" 2>&1 &
    rush_pid=$!
}

heard() { # succeeds when nothing strange was heard
    local code=0
    wait "$rush_pid" || code=$?
    sed 's/^/       /' "$work/heard"
    return $code
}

heard_number() { grep -oP "\Q$1\E ?\K[0-9]+" "$work/heard" | head -1; } # what stands before the number

event_make() { as_user "$programs/examples/bench" event "$1" "$2"; sleep 0.7; }

# The callers' books beside the rows, and the doctor.
sound() { # event
    local of_event=()
    for book in "${books[@]}"; do [[ $book == */"$1"-* ]] && of_event+=("$book"); done
    as_user "$programs/examples/bench" audit "$1" "${of_event[@]}" 2>&1 | sed 's/^/       /'
    [ "${PIPESTATUS[0]}" = 0 ] && healthy
}

healthy() {
    as_user "$programs/samenkomst" doctor >"$work/doctor" 2>&1 && return
    grep -E '^(WRONG|samenkomst)' "$work/doctor" | cut -c1-300 | sed 's/^/       /'
    return 1
}

build() { # yes or no, release or debug
    programs=$(realpath -m "${CARGO_TARGET_DIR:-target}/$2")
    [ "$1" = no ] && return
    local how=()
    [ "$2" = release ] && how=(--release)
    "${CARGO:-cargo}" build "${how[@]}" --locked --bin samenkomst --example bench >&2
}

# Calls `measure NAME` with an event on a new SQLite database and, where `postgres` is a server, on a new one there.
on_both() { # event
    with_event "sqlite://$work/$1.db" "$1"
    measure SQLite
    if [ -z "$postgres" ]; then return; fi
    name=bench_$(od -An -N6 -tx1 /dev/urandom | tr -d ' \n')
    psql -q "$postgres" -c "CREATE DATABASE $name"
    trap 'rm -rf "$work"; psql -q "$postgres" -c "DROP DATABASE $name WITH (FORCE)"' EXIT
    with_event "${postgres%/*}/$name" "$1"
    measure PostgreSQL
}

with_event() { # database, event
    export ROCKET_DATABASE_URL=$1
    "$programs/samenkomst" migrate up >/dev/null
    "$programs/samenkomst" region add --slug bench --name-nl Bench >/dev/null
    "$programs/examples/bench" event "$2" 1000000
}

# The settings of every process.
settle() {
    : >"$work/none.toml"
    export ROCKET_ADDRESS=127.0.0.1 ROCKET_RATE_LIMITS=false ROCKET_MAIL_FOLDER=$work/mail ROCKET_CONFIG=$work/none.toml
    export RUST_LOG=warn,rocket=off,rocket_http::listener=warn,samenkomst=info
    new_key
    export HOME=$work
    unset ROCKET_SMTP_URL ROCKET_PORT ROCKET_PUBLIC_URL ROCKET_DRAIN
    mkdir -p "$work/mail" "$work/data"
    chmod 777 "$work" "$work/mail" "$work/data"
}
