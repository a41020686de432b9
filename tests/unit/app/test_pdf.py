"""Which browser prints, and what becomes of one that does not: small programs that misbehave stand in for it.

What a real Chromium prints is looked at in `tests/browser/test_audit_pdf.py`.
"""

import datetime as dt
import os
import tempfile
import time
from pathlib import Path

import pytest

from gapsheet.app import pdf
from gapsheet.errors import OutputError

DAY = dt.date(2026, 11, 18)
POSIX = pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")


def program(path: Path, script: str = "", start: str = "#!/bin/sh\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(start + script, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def temporary(monkeypatch):
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder).resolve()


@pytest.fixture
def run(tmp_path, temporary):
    """Print with a script, which finds its target as $target, and see that nothing of it is left."""
    target = 'for word; do case "$word" in --print-to-pdf=*) target="${word#*=}";; esac; done\n'

    def run_(script: str, seconds: float = 60, **env: str) -> bytes:
        path = program(tmp_path / "chromium", target + script)
        try:
            return pdf.printed("<title>报告</title>", DAY, {**os.environ, **env, pdf.VARIABLE: str(path)}, seconds)
        finally:
            assert list(temporary.iterdir()) == []

    return run_


def refused(key: str, call) -> dict:
    with pytest.raises(OutputError) as caught:
        call()
    assert caught.value.key == key
    return caught.value.params


# Which one


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_none_is_a_mistake_that_says_so(platform):
    assert refused("pdf.none", lambda: pdf.browser({"PATH": "", pdf.VARIABLE: ""}, platform))["name"] == pdf.VARIABLE


@POSIX
def test_the_environment_comes_first_then_path_by_name_then_the_usual_places(tmp_path):
    chrome, edge = program(tmp_path / "one/google-chrome"), program(tmp_path / "two/microsoft-edge")
    asked = program(tmp_path / "else/any name")
    env = {"PATH": os.pathsep.join([str(edge.parent), str(chrome.parent)])}
    assert pdf.browser(env | {pdf.VARIABLE: str(asked)}) == asked
    assert pdf.browser(env | {pdf.VARIABLE: "microsoft-edge"}) == edge
    assert pdf.browser(env) == chrome
    assert pdf.browser({"PATH": str(edge.parent)}) == edge


@POSIX
@pytest.mark.parametrize(
    ("platform", "root", "place"),
    [
        ("win32", "PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
        ("win32", "LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
        ("darwin", "HOME", "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    ],
)
def test_the_usual_places(tmp_path, platform, root, place):
    there = program(tmp_path / place)
    assert pdf.browser({"PATH": "", root: str(tmp_path)}, platform) == there
    refused("pdf.none", lambda: pdf.browser({"PATH": "", root: str(tmp_path)}, "linux"))


@POSIX
def test_a_program_of_the_folder_one_stands_in_is_not_run(tmp_path, monkeypatch):
    program(tmp_path / "chromium")
    monkeypatch.chdir(tmp_path)
    for path in (".", "", f"{os.pathsep}."):
        refused("pdf.none", lambda path=path: pdf.browser({"PATH": path}))


@POSIX
def test_what_the_environment_names_must_be_a_program(tmp_path, temporary):
    text = tmp_path / "notes\u202e.txt"
    text.write_text("no program", encoding="utf-8")
    for name in (str(text), str(tmp_path), str(tmp_path / "missing")):
        found = refused("pdf.program", lambda name=name: pdf.browser({"PATH": "/bin", pdf.VARIABLE: name}))
        assert found["path"] == name.replace("\u202e", "\\u{202e}")[:160]
    odd = program(tmp_path / "odd", "neither a script nor a program", start="")
    refused("pdf.start", lambda: pdf.printed("", DAY, {"PATH": "/bin", pdf.VARIABLE: str(odd)}))
    assert list(temporary.iterdir()) == []


# How it ends


@POSIX
def test_a_temporary_folder_that_cannot_be_used(run, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/no-such-folder")
    assert refused("pdf.temporary", lambda: run("exit 0"))["reason"] == "No such file or directory"


@pytest.mark.skipif(not os.access("/tmp", os.W_OK) or os.name == "nt", reason="there is no /tmp")
def test_a_temporary_folder_too_deep_for_sockets_is_not_used(run, tmp_path, monkeypatch):
    deep = tmp_path / ("deep" * 20)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    assert len(run('echo "%PDF-1.4 $TMPDIR" > "$target"')) < 80


@POSIX
@pytest.mark.parametrize(
    ("script", "key", "code"),
    [
        ("exit 0", "pdf.failed", 0),
        (': > "$target"', "pdf.failed", 0),
        ('echo "<html>" > "$target"', "pdf.failed", 0),
        ('mkdir "$target"', "pdf.failed", 0),
        ('echo "%PDF-1.4" > "$target"; exit 3', "pdf.failed", 3),
        ("kill -9 $$", "pdf.failed", -9),
        ("echo '[1:1:FATAL:zygote_host_impl_linux.cc(127)] No usable sandbox! If' >&2; exit 1", "pdf.sandbox", 1),
    ],
)
def test_what_is_no_pdf_is_not_taken(run, capfd, script, key, code):
    assert refused(key, lambda: run(f"echo noise; echo noise >&2; {script}"))["code"] == code
    assert capfd.readouterr() == ("", "")


@POSIX
def test_a_browser_without_page_numbers_is_refused(run):
    old = 'printf "%%PDF-1.4\\n1 0 obj\\n<</Producer (Skia/PDF m{})>>\\n" > "$target"'
    found = refused("pdf.old", lambda: run(old.format(pdf.LEAST - 1)))
    assert (found["version"], found["least"]) == (pdf.LEAST - 1, pdf.LEAST)
    assert run(old.format(pdf.LEAST)).startswith(b"%PDF-1.4")


def gone(number: int) -> bool:
    """Wait a while for a process to be gone; one that only init has yet to take notice of is."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="what runs is read in /proc")
@pytest.mark.parametrize("ended_by", ["the clock", "Ctrl-C"])
def test_nothing_of_it_goes_on_when_it_is_stopped(run, tmp_path, ended_by):
    numbers = tmp_path / "numbers"
    script = f'echo "%PDF-1.4" > "$target"; sleep 60 & echo $$ $! > {numbers}; '
    if ended_by == "Ctrl-C":
        with pytest.raises(KeyboardInterrupt):
            run(script + "kill -INT $PPID; wait")
    else:
        assert refused("pdf.time", lambda: run(script + "wait", seconds=1))["n"] == 1
    parent, child = map(int, numbers.read_text(encoding="ascii").split())
    assert not Path(f"/proc/{parent}").exists()
    assert gone(child)


@POSIX
def test_it_is_told_little_and_runs_in_a_sandbox(run, tmp_path, temporary, monkeypatch):
    seen = tmp_path / "seen"
    script = f'(pwd; env; echo "input: $(cat)"; echo "flags: $*") > {seen}; echo "%PDF-1.4" > "$target"'
    for user, sandbox in ((1000, True), (0, False)):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)
        run(script, AWS_SECRET_ACCESS_KEY="hunter2", HOME="/home/mina")
        told = seen.read_text(encoding="utf-8")
        assert "hunter2" not in told
        assert told.startswith(str(temporary))
        for line in ("HOME=/home/mina", "TZ=UTC", "input: "):
            assert f"\n{line}\n" in told
        assert ("--no-sandbox" not in told) is sandbox
