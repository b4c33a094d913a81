# Finds a JDK that is new enough. Sourced by skep and verify; sets JAVA_HOME for everything they start.

readonly SKEP_JAVA=25

# The major version of the JDK in folder $1, or 0. The file "release" is read because it is quicker than
# starting a Java.
jdk_version() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.* version "\([0-9]*\).*/\1/p')
  echo "${version:-0}"
}

# The folders in which a JDK may be, the user's own choice first.
jdk_candidates() {
  [ -n "${JAVA_HOME:-}" ] && echo "$JAVA_HOME"
  local on_path
  on_path=$(command -v javac 2>/dev/null) && dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")"
  local folder
  for folder in /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -x "$folder/bin/javac" ] && echo "$folder"
  done
  return 0
}

use_jdk() {
  local folder
  while IFS= read -r folder; do
    if [ -x "$folder/bin/javac" ] && [ "$(jdk_version "$folder")" -ge "$SKEP_JAVA" ]; then
      export JAVA_HOME=$folder
      return 0
    fi
  done < <(jdk_candidates)
  echo "Skep needs a JDK $SKEP_JAVA or newer, and none was found: install one (Debian: apt install openjdk-$SKEP_JAVA-jdk; anywhere: https://adoptium.net), or set JAVA_HOME to yours." >&2
  return 1
}

need_maven() {
  command -v mvn >/dev/null && return 0
  echo "Skep is built with Maven 3.8 or newer, and there is no mvn on the PATH (Debian: apt install maven)." >&2
  return 1
}
