"""A confined process is tried from inside: what it must not do, it cannot."""

import json
import subprocess
import sys

import pytest

from gatepost.readers.confinement import ADDRESS_BYTES, LAYERS, MEMORY_BYTES, environment, layers_here

# Tried in one process, each by itself, and told as the name of the exception or what came of it.
ATTEMPTS = {
    "connect": "socket.create_connection(('127.0.0.1', 9), timeout=1)",
    "make a pair of sockets": "socket.socketpair()",
    "make a file": "open(f'{folder}/new', 'w')",
    "write into a file": "open(f'{folder}/there', 'a')",
    "empty a file": "os.truncate(f'{folder}/there', 0)",
    "write into an open file": "os.write(written, b'x')",
    "remove a file": "os.unlink(f'{folder}/there')",
    "make a folder": "os.mkdir(f'{folder}/new')",
    "read what is no library": "open(f'{folder}/there').read()",
    "list a folder": "os.listdir(folder)",
    "read the users": "open('/etc/passwd').read()",
    "look at the parent": "open(f'/proc/{os.getppid()}/environ').read()",
    "end the parent": "os.kill(os.getppid(), 15)",
    "start a program": "os.execv('/bin/true', ['true'])",
    "start a child": "os.fork()",
    "start a child by a library": "__import__('subprocess').run(['/bin/true'])",
    "get new namespaces": "os.unshare(os.CLONE_NEWUSER)",
    "take much memory": f"len(bytearray({MEMORY_BYTES + 2**20}))",
    "reserve much memory": f"__import__('mmap').mmap(-1, {ADDRESS_BYTES + 2**20})",
    "take some memory": "len(bytearray(2**28))",
    "import of the library": "__import__('wave').__name__",
    "start a thread": "run_thread()",
    "answer": "os.write(1, b'')",
    "open many files": "[os.dup(1) for _ in range(100)]",
}
ALLOWED = {"take some memory", "import of the library", "start a thread", "answer"}

SCRIPT = """
import json, os, socket, sys, threading
from gatepost.readers import privileges
from gatepost.readers.confinement import confine

folder, attempts = sys.argv[1], json.loads(sys.argv[2])
written = os.open(f"{folder}/there", os.O_WRONLY)

def run_thread():
    thread = threading.Thread(target=str)
    thread.start()
    thread.join()

privileges.leave_network()
confine()
told = {}
for name, attempt in attempts.items():
    try:
        eval(attempt)
        told[name] = ""
    except Exception as error:
        told[name] = type(error).__name__
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("outside")
    (folder / "there").write_text("theirs")
    done = subprocess.run(
        [sys.executable, "-P", "-c", SCRIPT, str(folder), json.dumps(ATTEMPTS)],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert [path.name for path in folder.iterdir()] == ["there"]
    assert (folder / "there").read_text() == "theirs"
    result: dict[str, str] = json.loads(done.stdout)
    return result


@pytest.mark.needs("confinement")
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_reader_can_do_what_reading_takes_and_nothing_else(attempt: str, told: dict[str, str]):
    assert bool(told[attempt]) == (attempt not in ALLOWED), told[attempt]


@pytest.mark.needs("confinement")
def test_every_layer_is_in_force_on_this_machine():
    assert [layer for layer in LAYERS if not any(there.startswith(layer) for there in layers_here())] == []


def test_a_reader_is_told_nothing_of_the_gateways_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GATEPOST_TOKEN", "a-secret")
    assert "a-secret" not in environment().values()
