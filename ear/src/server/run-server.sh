#!/bin/bash
# Becomes the server of a base directory made by assemble.sh:  run-server.sh BASE [java options ...]
# exec: one process, whose id is this script's and which gets the signals itself. SIGTERM drains and stops it, see jvm.options.
# The process works in BASE/log, so that a crash report of the JVM lands there.
set -euo pipefail
umask 077
end() { echo "run-server.sh: $1" >&2; exit 1; }

[ $# -ge 1 ] || end "say which server: run-server.sh BASE."
base=$(cd "$1" 2>/dev/null && pwd) || end "there is no $1; make it with assemble.sh."
shift
configuration=$base/configuration
[ -f "$configuration/duovox.properties" ] || end "$base is not a server's base directory; make it with assemble.sh."
home=$(cat "$configuration/home")
[ -f "$home/jboss-modules.jar" ] || end "the home $home is gone; make it again with assemble.sh home."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
member=$(sed -n 's/^duovox.member=//p' "$configuration/duovox.properties")

# One server per base directory: the kernel holds this lock for us and lets go of it the moment we die (see 60-data.cli).
exec 9> "$base/data/server.lock"
# A process that has just ended takes a moment to let go.
flock -w 10 9 || end "the server of $base is running already; stop it first."

# An administrator wants this server's data replaced by the other one's (page Data Comparison): it begins as a new server.
if [ -e "$base/data/overwrite" ]; then
    aside=$base/replaced-$(date +%Y%m%d-%H%M%S)
    mkdir -p "$aside"
    for old in "$base/data/database" "$base/store"; do
        [ ! -e "$old" ] || mv "$old" "$aside/"
    done
    mkdir -p "$base/data/database" "$base/store"
    rm "$base/data/overwrite"
fi

# The publisher notes the address that its list of servers names (its own for none): JGroups needs it before the list can be read.
listed=
if [ -r "$base/data/listed-subscriber" ]; then
    read -r listed < "$base/data/listed-subscriber" || true
    [[ $listed =~ ^[0-9a-fA-F.:]{2,45}$ ]] || listed=
fi

cd "$base/log"
exec "$java" @"$configuration/jvm.options" "$@" \
    ${listed:+-Dduovox.subscriber.listed="$listed"} \
    -Djboss.home.dir="$home" \
    -Djboss.server.base.dir="$base" \
    -Djboss.server.config.dir="$configuration" \
    -Djboss.server.data.dir="$base/data" \
    -Djboss.server.log.dir="$base/log" \
    -Djboss.server.temp.dir="$base/tmp" \
    -Djava.io.tmpdir="$base/tmp" \
    -Djboss.node.name="$member" \
    -Djboss.tx.node.id="$member" \
    -Dorg.jboss.boot.log.file="$base/log/server.log" \
    -Dlogging.configuration="file:$configuration/logging.properties" \
    -jar "$home/jboss-modules.jar" -mp "$home/modules" org.jboss.as.standalone \
    --read-only-server-config=standalone-duovox.xml \
    --properties="$configuration/duovox.properties"
