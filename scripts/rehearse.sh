# Lets Java watch a short rehearsal of a built Skep and keep what it learned. Sourced by skep and bench, which start Skep with it.
# Skep starts without it, too, only slower: nothing that goes wrong here is an error.

rehearse() { # jar, cache file, log
  rm -f "$2"
  "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$2" '-Xlog:aot*=off' '-Xlog:cds*=off' -jar "$1" rehearse >>"$3" 2>&1 || true
}
