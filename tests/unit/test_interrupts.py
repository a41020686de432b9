"""Ctrl-C and a lost connection while something is saved."""

import os
import signal

import pytest

from gapsheet.cli.terminal import Interrupts

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def test_they_interrupt_once():
    before = signal.getsignal(signal.SIGINT)
    with Interrupts():
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) == before
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_they_wait_until_what_is_held_is_done():
    done = []

    def save(interrupts: Interrupts, what: str) -> None:
        with interrupts.held():
            os.kill(os.getpid(), signal.SIGINT)
            done.append(what)

    with Interrupts() as interrupts:
        with pytest.raises(KeyboardInterrupt):
            save(interrupts, "an answer")
        save(interrupts, "what was left")
    assert done == ["an answer", "what was left"]


def test_what_is_ignored_on_purpose_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Interrupts():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
