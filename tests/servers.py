"""nginx and Apache, started as programs on a free port with a configuration of their own. No service of the machine."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from sitegen import compress, hosting, machine
from tests.browser.support import Server

HOST = "127.0.0.1"
PATIENCE_SECONDS = 20

# As a municipality's server would: its own list of types, and everything else as the distribution has it.
NGINX = """\
{modules}
worker_processes 1;
daemon off;
pid {work}/nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    server {{
        listen {host}:{port};
        root {root};
        include {conf};
    }}
}}
"""
APACHE_MODULES = "authz_core deflate dir filter headers mime mpm_event rewrite setenvif".split()
# With the settings of Debian and others that get in the way of packed files.
APACHE = """\
ServerRoot {work}
ServerName {host}
{modules}
PidFile {work}/apache.pid
Listen {host}:{port}
ErrorLog {work}/apache.log
DocumentRoot {root}
TypesConfig /etc/mime.types
AddType application/x-gzip .gz .tgz
AddLanguage br .br
AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json
<Directory />
    Require all denied
</Directory>
<Directory {root}>
    AllowOverride FileInfo
    Require all granted
</Directory>
"""


def nginx(work: Path, root: Path, prefix: str, port: int) -> list[str]:
    """Write nginx' configuration, with Brotli where its module is; gives the command."""
    module = machine.brotli_for_nginx()
    include = root / prefix.strip("/") / "hosting" / "nginx.conf"
    if module:
        # As the file itself says to do.
        text = include.read_text("utf-8")
        assert "# brotli_static on;" in text
        include.write_text(text.replace("# brotli_static on;", "brotli_static on;"), "utf-8")
    modules = f"load_module {module};" if module else ""
    conf = work / "nginx.conf"
    conf.write_text(NGINX.format(work=work, root=root, host=HOST, port=port, conf=include, modules=modules), "utf-8")
    return [str(machine.nginx()), "-c", str(conf), "-p", str(work), "-e", "stderr"]


def apache(work: Path, root: Path, _: str, port: int) -> list[str]:
    """Write Apache's configuration, which finds .htaccess by itself; gives the command."""
    folder = next(file.parent for place in machine.LIBRARIES for file in place.glob("*/modules/mod_mime.so"))
    modules = "\n".join(f"LoadModule {name}_module {folder}/mod_{name}.so" for name in APACHE_MODULES)
    conf = work / "apache.conf"
    conf.write_text(APACHE.format(work=work, root=root, host=HOST, port=port, modules=modules), "utf-8")
    return [str(machine.apache()), "-f", str(conf), "-DFOREGROUND"]


KINDS: dict[str, tuple[Callable[[], object], Callable[[Path, Path, str, int], list[str]]]] = {
    "nginx": (machine.nginx, nginx),
    "apache": (machine.apache, apache),
}


def wanted(kind: str, not_run: Callable[[str, str], object], not_here: Callable[[str, str], object]) -> None:
    """Leave a test out where a server cannot be had."""
    if sys.platform != "linux":
        not_here(kind, "its Debian package is what is started")
    if not KINDS[kind][0]():
        not_run(kind, "none was found, and none could be installed")


@contextmanager
def running(kind: str, site: Path, prefix: str = "/", frame: Sequence[str] = ()) -> Iterator[Server]:
    """Serve a built site with a real server, from a copy whose hosting files are for this address.

    Args:
        kind: a key of `KINDS`.
        site: the built site.
        prefix: the sub-folder the site stands in, with a slash at both ends.
        frame: origins whose pages may show it in a frame.
    """
    with tempfile.TemporaryDirectory(prefix="server-") as folder:
        # Servers give up root's rights, and cannot look into root's temporary folders.
        work = Path(folder)
        work.chmod(0o777)
        root = work / "root"
        copy(site, root / prefix.strip("/"), prefix, frame)
        port = free_port()
        command = KINDS[kind][1](work, root, prefix, port)
        with started(command, work) as process:
            wait(port, process, work)
            yield Server(f"http://{HOST}:{port}{prefix}")


def copy(site: Path, target: Path, prefix: str, frame: Sequence[str]) -> None:
    """Copy a site without its bytes, and write the hosting files anew for another address."""
    shutil.copytree(site, target, copy_function=os.link)
    for name in (*hosting.FILES, hosting.NO_JEKYLL):
        for ending in ("", *compress.ENCODINGS.values()):
            # The original shares its bytes.
            (target / f"{name}{ending}").unlink(missing_ok=True)
    hosting.write(target, f"https://intro.example{prefix}", frame)


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(command: list[str], work: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server as nobody in particular, and stop it."""
    who = {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}
    with (work / "out.log").open("ab") as log, subprocess.Popen(command, stdout=log, stderr=log, **who) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def wait(port: int, process: subprocess.Popen[bytes], work: Path) -> None:
    """Wait until a server answers; what it said is told where it does not."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urlopen(f"http://{HOST}:{port}/", timeout=5)
        except HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    said = "".join(file.read_text("utf-8") for file in sorted(work.glob("*.log")))
    raise AssertionError(f"the server does not answer: {said}")
