"""Files written whole: what a killed process leaves behind, owners, modes, and changes of others."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gapsheet.errors import OutputError
from gapsheet.outfile import replace_unchanged, write_whole

WRITER = """
import sys
from pathlib import Path
from gapsheet.outfile import write_whole
target = Path(sys.argv[1])
texts = [b"old\\n" * 4000, b"new\\n" * 9000]
print("ready", flush=True)
while True:
    for text in texts:
        write_whole([(target, text)])
"""
TEXTS = {b"old\n" * 4000, b"new\n" * 9000}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_kill_leaves_the_old_or_the_new_file(tmp_path):
    target = tmp_path / "gapsheet.yaml"
    target.write_bytes(b"old\n" * 4000)
    left = 0
    for round in range(40):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(target)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONWARNINGS": ""},
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(0.0007 * (round % 13))
        writer.send_signal(signal.SIGKILL)
        assert writer.wait() == -signal.SIGKILL
        writer.stdout.close()
        assert target.read_bytes() in TEXTS
        left += len(list(tmp_path.iterdir())) - 1
        write_whole([(target, b"old\n" * 4000)])
        assert [path.name for path in tmp_path.iterdir()] == ["gapsheet.yaml"]
    assert left, "no process was killed while it wrote: the test saw nothing"


def test_what_another_process_is_writing_is_not_swept_up(tmp_path):
    fcntl = pytest.importorskip("fcntl")
    target, others = tmp_path / "a.yaml", tmp_path / ".a.yaml.12345678.new"
    others.write_bytes(b"half")
    with others.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        write_whole([(target, b"x")])
        assert others.exists()
    write_whole([(target, b"y")])
    assert not others.exists()


@pytest.mark.parametrize("name", [".a.yaml.123.new", ".b.yaml.12345678.new", "a.yaml.12345678.new", ".a.yaml.12345678"])
def test_files_that_are_not_ours_stay(tmp_path, name):
    (tmp_path / name).write_bytes(b"theirs")
    write_whole([(tmp_path / "a.yaml", b"x")])
    assert (tmp_path / name).read_bytes() == b"theirs"


def test_a_file_that_was_changed_is_not_replaced(tmp_path):
    target = tmp_path / "a.yaml"
    target.write_bytes(b"one")
    read = digest(target)
    target.write_bytes(b"two")
    with pytest.raises(OutputError) as caught:
        replace_unchanged(target, b"three", read, "a.yaml")
    assert (caught.value.key, target.read_bytes()) == ("output.changed", b"two")
    assert len(list(tmp_path.iterdir())) == 1
    replace_unchanged(target, b"three", digest(target), "a.yaml")
    assert target.read_bytes() == b"three"
    target.unlink()
    with pytest.raises(OutputError):
        replace_unchanged(target, b"four", read, "a.yaml")
    assert not list(tmp_path.iterdir())


def test_mode_stays_and_a_link_is_followed(tmp_path):
    target, link = tmp_path / "a.yaml", tmp_path / "link.yaml"
    target.write_bytes(b"one")
    target.chmod(0o640)
    link.symlink_to("a.yaml")
    replace_unchanged(link, b"two", digest(target), "link.yaml")
    assert (link.is_symlink(), target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (True, b"two", 0o640)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a file away")
def test_owner_stays(tmp_path):
    target = tmp_path / "a.yaml"
    target.write_bytes(b"one")
    os.chown(target, 1234, 2345)
    write_whole([(target, b"two")])
    assert (target.stat().st_uid, target.stat().st_gid) == (1234, 2345)
