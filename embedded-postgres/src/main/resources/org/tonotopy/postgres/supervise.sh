# Runs one PostgreSQL server for as long as somebody holds the other end of standard input.
#
# The program that wants the server keeps our standard input open. A line on it, or its end, means "stop": the
# operating system closes the pipe even when that program is killed with SIGKILL, so no server is ever left behind.
# Signals meant for the whole terminal (Ctrl-C, hang-up) are ignored here, because the program decides when its
# database may go. pg_ctl gives the server a session of its own for the same reason.
#
# Arguments: pg_ctl, server folder, server options, seconds to wait, folder to delete afterwards (may be empty).
pg_ctl=$1 server=$2 options=$3 seconds=$4 temporary=$5

trap '' INT HUP QUIT TERM PIPE

: >"$server/startup.log"
if "$pg_ctl" start -s -w -t "$seconds" -D "$server" -l "$server/startup.log" -o "$options" </dev/null; then
    echo started
    read -r _
fi

# Fast: open transactions are rolled back and clients cut off, then a clean shutdown.
if [ -f "$server/postmaster.pid" ]; then
    "$pg_ctl" stop -s -w -t "$seconds" -D "$server" -m fast </dev/null ||
        "$pg_ctl" stop -s -w -t "$seconds" -D "$server" -m immediate </dev/null
fi
if [ -n "$temporary" ]; then
    rm -rf -- "$temporary"
fi
