#!/usr/bin/env bash
# Puts Skep and a Java of its own into a new folder that runs anywhere on the same sort of system, without a JDK:
#   mvn -DskipTests -Dskep.run package && scripts/jlink.sh FOLDER && FOLDER/bin/skep
# The container image is made of such a folder.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}" 2>/dev/null || echo "${BASH_SOURCE[0]}")")/.." && pwd)
source "$root/scripts/jdk.sh"

built=$root/bootstrap/target
target=${1:-}

if [ -z "$target" ] || [ -e "$target" ]; then
  echo "Usage: scripts/jlink.sh FOLDER, which must not be there yet" >&2
  exit 2
fi
if [ ! -f "$built/skep.jar" ]; then
  echo "Build Skep first: mvn -DskipTests -Dskep.run package" >&2
  exit 1
fi
use_jdk

# What the classes refer to. A library's module may ask for another that Skep leaves out, which is no error.
modules=$("$JAVA_HOME/bin/jdeps" -J-XX:TieredStopAtLevel=1 --multi-release 25 --ignore-missing-deps --module-path "$built/lib" \
  --print-module-deps "$built/skep.jar" "$built"/lib/*.jar 2>/dev/null | tail -n 1)
# Javassist, a part of the template engine, can debug programs, which nobody asks it to.
modules=$(tr ',' '\n' <<<"$modules" | grep -vxE 'jdk\.(attach|jdi)|java\.instrument' | paste -sd, -)

mkdir -p "$target/bin"
"$JAVA_HOME/bin/jlink" -J-XX:TieredStopAtLevel=1 --add-modules "$modules" --output "$target/runtime" \
  --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6
cp -R "$built/lib" "$built/skep.jar" "$built/java.options" "$target/"
cp "$root/scripts/launcher.sh" "$target/bin/skep"
chmod 755 "$target/bin/skep"
