#!/bin/sh
# Starts the Skep beside this file on the Java beside it; scripts/jlink.sh puts the three together.
# The text of SKEP_JAVA_OPTS is handed to Java.
home=$(dirname "$(dirname "$(readlink -f "$0")")")

case "${1:-}" in
  health)
    # Asked every few seconds, so as cheaply as can be.
    set -- -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx32m -XX:AOTCache="$home/skep.aot" -jar "$home/skep.jar" "$@"
    ;;
  rehearse)
    # Java watches, and keeps what it learned for every start to come.
    set -- -XX:AOTCacheOutput="$home/skep.aot" -jar "$home/skep.jar" "$@"
    ;;
  *)
    # MALLOC_ARENA_MAX: SQLite allocates beside the heap, in few places, so that little of what was freed lies idle.
    export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
    # Skep starts without the cache of a rehearsal, too.
    # shellcheck disable=SC2086  # several options
    set -- "@$home/java.options" -XX:AOTCache="$home/skep.aot" ${SKEP_JAVA_OPTS:-} -jar "$home/skep.jar" "$@"
    ;;
esac
exec "$home/runtime/bin/java" '-Xlog:aot*=off' '-Xlog:cds*=off' "$@"
