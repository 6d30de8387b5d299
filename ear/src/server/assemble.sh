#!/bin/bash
# Makes Duovox's server out of WildFly: one read-only home, and one base directory for each of the two servers.
#
#   assemble.sh home HOME WILDFLY_ZIP HSQLDB_JAR [--no-messaging]
#       unpacks the zip, adds our database driver, lets jboss-cli write standalone-duovox.xml offline, locks the home.
#       Run again with the same things it does nothing; with changed *.cli files it makes only the xml anew.
#   assemble.sh publisher  BASE HOME PUBLISHER_ADDRESS [SUBSCRIBER_ADDRESS]
#   assemble.sh subscriber BASE HOME PUBLISHER_ADDRESS SUBSCRIBER_ADDRESS SECRET_DIR
#       makes or refreshes a base directory. The publisher makes the cluster's secret (cluster.p12, cluster.password); SECRET_DIR
#       is where the subscriber finds a copy of these two files (on one machine: the publisher's BASE/configuration).
#       SUBSCRIBER_ADDRESS is that server's own. The publisher needs to be told it only if nobody is to list it on the page Cluster:
#       it is in the list until somebody changes the list.
#
# Environment: JAVA_HOME (a JDK, 21 or later); DUOVOX_NAME (the one DNS name of both servers, for the certificate; optional).
# An ordinary user suffices; nothing outside HOME and BASE is written (and HOME.new, while HOME is being made).
# Undo: chmod -R u+w HOME && rm -r HOME BASE.
set -euo pipefail
umask 077   # everything here is ours alone: keys, passwords, recordings

here=$(cd "$(dirname "$0")" && pwd)
scripts="10-subsystems 11-extensions 16-messaging 20-web 30-cluster 40-security 50-network 60-data 70-threads 80-logging"

end() { echo "assemble.sh: $1" >&2; exit 1; }
usage() { end "say: assemble.sh home HOME WILDFLY_ZIP HSQLDB_JAR [--no-messaging], or assemble.sh publisher BASE HOME PUBLISHER_ADDRESS [SUBSCRIBER_ADDRESS], or assemble.sh subscriber BASE HOME PUBLISHER_ADDRESS SUBSCRIBER_ADDRESS [SECRET_DIR]."; }

[ -n "${JAVA_HOME:-}" ] || end "set JAVA_HOME to a JDK, 21 or later."
for tool in java jar keytool; do
    [ -x "$JAVA_HOME/bin/$tool" ] || end "JAVA_HOME ($JAVA_HOME) has no bin/$tool; set it to a JDK, 21 or later."
done
absolute() { case "$1" in /*) echo "$1";; *) echo "$PWD/$1";; esac; }
checksum() { cat "$@" | sha256sum | cut -d' ' -f1; }

# --- the home ---------------------------------------------------------------------------------------------------------

# One batch per script: a script is applied as a whole or not at all, and the file is written once instead of 200 times.
configure() { # HOME: writes HOME/duovox/standalone-duovox.xml
    local home=$1 work=$1/duovox/work
    rm -rf "$work"; mkdir -p "$work/configuration" "$work/data" "$work/log" "$work/tmp"
    cp "$home/duovox/standalone-full-ha.xml" "$work/configuration/standalone-duovox.xml"
    cp "$here/logging.properties" "$work/configuration/"
    # Elytron opens its key stores even offline: stand-ins, thrown away with the work directory.
    STOREPASS=stand-in keytool -genkeypair -keystore "$work/configuration/cluster.p12" -storetype PKCS12 -storepass:env STOREPASS \
        -alias cluster -keyalg EC -dname CN=stand-in || end "keytool could not write to $work; see whether the disk is full."
    cp "$work/configuration/cluster.p12" "$work/configuration/https.p12"
    touch "$work/configuration/alerts-users.properties"
    printf -- '-D%s\n' duovox.{member,address,{publisher,subscriber}.address}=127.0.0.1 \
        duovox.{cluster,https}.password=stand-in > "$work/stand-in.options"
    {
        echo "embed-server --server-config=standalone-duovox.xml --std-out=discard"
        for script in $scripts; do echo batch; cat "$here/$script.cli"; echo run-batch; done
        echo "stop-embedded-server"
    } > "$work/configure.cli"
    JBOSS_HOME=$home "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
        -Djboss.server.base.dir="$work" @"$work/stand-in.options" \
        -Dlogging.configuration="file:$home/bin/jboss-cli-logging.properties" \
        -Djboss.cli.log.level=OFF -Djboss.cli.log.file="$work/log/cli.log" -Duser.home="$work" \
        -jar "$home/jboss-modules.jar" -mp "$home/modules" org.jboss.as.cli --file="$work/configure.cli" \
        > "$work/log/configure.out" 2>&1 < /dev/null \
        || { cat "$work/log/configure.out" >&2; end "jboss-cli refused a command (above); correct the .cli file it names and run this again."; }
    mv "$work/configuration/standalone-duovox.xml" "$home/duovox/standalone-duovox.xml"
    rm -rf "$work"
}

make_home() {
    [ $# -ge 3 ] || usage
    local home zip jar sources recipe
    home=$(absolute "$1"); zip=$2; jar=$3
    case "${4:-}" in
        --no-messaging) scripts=${scripts/16-messaging/15-no-messaging};;
        "") ;;
        *) usage;;
    esac
    [ -r "$zip" ] || end "cannot read $zip; fetch it with: mvn dependency:get -Dartifact=org.wildfly:wildfly-dist:39.0.1.Final:zip."
    [ -r "$jar" ] || end "cannot read $jar; fetch it with: mvn dependency:get -Dartifact=org.hsqldb:hsqldb:2.7.4."
    # Name and size stand for the zip's content: reading 280 MB at every build is not worth it.
    sources="$(basename "$zip") $(stat -Lc %s "$zip") $(checksum "$jar" "$here/module-org.hsqldb.xml")"
    recipe="$(cd "$here" && checksum ${scripts// /.cli }.cli)"

    if [ -e "$home" ]; then
        [ -f "$home/duovox/sources" ] || end "$home exists and is not a home made by this script; name another directory or remove it."
        [ "$(cat "$home/duovox/sources")" = "$sources" ] \
            || end "$home was made from other files; stop the servers, remove it (chmod -R u+w $home && rm -r $home) and run this again."
        [ "$(cat "$home/duovox/recipe" 2>/dev/null)" = "$recipe" ] && return
        chmod -R u+w "$home/duovox"
        rm -f "$home/duovox/recipe"
        configure "$home"
    else
        # Made beside its place and moved there when whole: an interrupted run leaves no half home behind.
        local new=$home.new
        if [ -e "$new" ]; then chmod -R u+w "$new"; rm -rf "$new"; fi
        mkdir -p "$new/unpacked"
        (cd "$new/unpacked" && "$JAVA_HOME/bin/jar" xf "$(absolute_from "$OLDPWD" "$zip")")
        mv "$new"/unpacked/wildfly-*/* "$new/"
        mkdir "$new/duovox"
        cp "$new/standalone/configuration/standalone-full-ha.xml" "$new/duovox/"
        # The licences stay; the rest has no use here: our base directories are elsewhere, there is no domain and no client.
        rm -rf "$new/unpacked" "$new/docs/schema" "$new/docs/examples" "$new/docs/contrib" "$new/domain" "$new/appclient" \
            "$new/standalone" "$new/welcome-content" "$new/bin/client" "$new"/bin/*.bat "$new"/bin/*.ps1
        chmod u+x "$new"/bin/*.sh   # jar xf does not know about execute bits
        mkdir -p "$new/modules/org/hsqldb/main"
        cp "$jar" "$new/modules/org/hsqldb/main/hsqldb.jar"
        cp "$here/module-org.hsqldb.xml" "$new/modules/org/hsqldb/main/module.xml"
        configure "$new"
        echo "$sources" > "$new/duovox/sources"
        mv "$new" "$home"
    fi
    echo "$recipe" > "$home/duovox/recipe"
    chmod -R a-w "$home"
}
absolute_from() { case "$2" in /*) echo "$2";; *) echo "$1/$2";; esac; }

# --- a base directory -------------------------------------------------------------------------------------------------

new_password() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }
# A password on a command line can be seen by every user of the machine; keytool takes it from the environment.
keytool() { "$JAVA_HOME/bin/keytool" -J-XX:TieredStopAtLevel=1 "$@" > /dev/null 2>&1; }

make_server() {
    local member=$1; shift
    [ $# -ge 3 ] || usage
    [ "$member" = publisher ] || [ $# -ge 4 ] || usage
    local base home publisher subscriber secret address configuration
    base=$(absolute "$1"); home=$(absolute "$2"); publisher=$3; subscriber=${4:-}; secret=${5:-}
    configuration=$base/configuration
    [ -f "$home/duovox/recipe" ] || end "$home is not an assembled home; run first: assemble.sh home $home WILDFLY_ZIP HSQLDB_JAR."
    [ "$publisher" != "$subscriber" ] || end "publisher and subscriber have the same address ($publisher); give each its own."
    case $member in publisher) address=$publisher;; *) address=$subscriber;; esac
    mkdir -p "$configuration" "$base/data/database" "$base/log" "$base/tmp" "$base/deployments" "$base/store"

    # The cluster's secret: one EC key pair, self-signed, in the same file on both servers. Whoever holds it is a server of ours.
    if [ -n "$secret" ]; then
        [ -r "$secret/cluster.p12" ] && [ -r "$secret/cluster.password" ] \
            || end "no cluster.p12 and cluster.password in $secret; copy both from the publisher's configuration directory."
        if ! [ "$secret" -ef "$configuration" ]; then cp "$secret/cluster.p12" "$secret/cluster.password" "$configuration/"; fi
    elif [ ! -f "$configuration/cluster.p12" ]; then
        [ "$member" = publisher ] || end "the subscriber needs the cluster's secret; name the directory with the publisher's cluster.p12 and cluster.password as last argument."
        new_password > "$configuration/cluster.password"
        # 100 years: the key is trusted for being this key, and a cluster that stops talking on a birthday loses messages.
        STOREPASS=$(cat "$configuration/cluster.password") keytool -genkeypair -keystore "$configuration/cluster.p12" -storetype PKCS12 \
            -storepass:env STOREPASS -alias cluster -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -validity 36500 \
            -dname "CN=Duovox cluster" || end "keytool could not make $configuration/cluster.p12; see whether the disk is full."
    fi

    # The certificate for browsers: made once, and never touched again, for an administrator may have put a real one in its place.
    if [ ! -f "$configuration/https.p12" ]; then
        new_password > "$configuration/https.password"
        STOREPASS=$(cat "$configuration/https.password") keytool -genkeypair -keystore "$configuration/https.p12" -storetype PKCS12 \
            -storepass:env STOREPASS -alias https -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -validity 825 \
            -dname "CN=${DUOVOX_NAME:-localhost}" \
            -ext "SAN=$(alternative_names "$publisher" $subscriber)" -ext EKU=serverAuth \
            || end "keytool could not make $configuration/https.p12; see whether the disk is full and the addresses are well written."
    fi

    # Who may subscribe to alerts (16-messaging.cli): one user, the same on both servers because his password comes from their secret, which
    # cannot be told from it. Never touched again: an administrator may have written another password, and must then do so on both.
    if [ ! -f "$configuration/alerts-users.properties" ]; then
        echo "duovox-alerts=$( (echo alerts; cat "$configuration/cluster.password") | sha256sum | cut -c1-32)" > "$configuration/alerts-users.properties"
    fi

    # What differs between the servers, and the two passwords: read by the server with --properties, by nobody else (mode 600).
    cat > "$configuration/duovox.properties.new" <<EOF
duovox.member=$member
duovox.address=$address
duovox.publisher.address=$publisher
${subscriber:+duovox.subscriber.address=$subscriber}
duovox.store.dir=$base/store
duovox.cluster.password=$(cat "$configuration/cluster.password")
duovox.https.password=$(cat "$configuration/https.password")
EOF
    mv "$configuration/duovox.properties.new" "$configuration/duovox.properties"
    echo "$home" > "$configuration/home"
    [ -f "$configuration/logging.properties" ] || cp "$here/logging.properties" "$configuration/"
    cp "$here/jvm.options" "$configuration/"
    cp -f "$home/duovox/standalone-duovox.xml" "$configuration/standalone-duovox.xml"
    chmod 600 "$configuration"/*
}
# Both servers' addresses in both certificates: a browser may be sent from one to the other.
alternative_names() {
    local names="dns:localhost,ip:127.0.0.1" address
    [ -z "${DUOVOX_NAME:-}" ] || names="$names,dns:$DUOVOX_NAME"
    for address in "$@"; do
        if [[ $address =~ ^[0-9.]+$ || $address == *:* ]]; then names="$names,ip:$address"; else names="$names,dns:$address"; fi
    done
    echo "$names"
}

case "${1:-}" in
    home) shift; make_home "$@";;
    publisher|subscriber) make_server "$@";;
    *) usage;;
esac
