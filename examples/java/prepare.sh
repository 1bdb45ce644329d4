#!/bin/sh
# The agent and the API from Maven Central into .lib, once; then the shop's classes.
set -eu
cd "$(dirname "$0")"
test -d .lib/jars || mvn -q -B dependency:copy-dependencies -DoutputDirectory=.lib/jars
javac -cp ".lib/jars/*" -d .lib/classes Shop.java Orders.java OwnExecutor.java
