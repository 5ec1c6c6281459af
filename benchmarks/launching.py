"""How benchmark programs of this module are built and started."""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
HERE = ROOT / "benchmarks"
CORES = "0,1"
# The options of the launcher.
OPTIONS = [
    *("--add-modules", "jdk.incubator.vector", "-Xmx2g", "-XX:+UseSerialGC"),
    *("-Dorg.bytedeco.javacpp.maxbytes=2g", "-Dorg.bytedeco.javacpp.maxphysicalbytes=5g"),
]


def fail(message):
    raise SystemExit(f"{pathlib.Path(sys.argv[0]).name}: {message}")


def java_home():
    for home in [os.environ.get("JAVA_HOME", ""), *sorted(map(str, pathlib.Path("/usr/lib/jvm").glob("*17*")))]:
        release = pathlib.Path(home) / "release"
        if home and release.is_file() and re.search(r'^JAVA_VERSION="17[."]', release.read_text(), re.M):
            return home
    return fail("no JDK 17 found: set JAVA_HOME to one")


def build(home):
    print("building ...", file=sys.stderr)
    command = ["./mvnw", "-B", "-q", "-ntp", "-pl", "benchmarks", "-am", "-Dspotless.check.skip=true", "process-classes"]
    if subprocess.run(command, cwd=ROOT, env={**os.environ, "JAVA_HOME": home}).returncode != 0:
        fail("the build failed; the messages above say why")


def java(home, main, arguments):
    """The command that runs a main class."""
    classes = f"{HERE / 'target' / 'classes'}:{(HERE / 'target' / 'classpath').read_text()}"
    return [f"{home}/bin/java", *OPTIONS, "-cp", classes, main, *arguments]
