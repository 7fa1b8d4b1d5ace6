"""
Read mutated files until something gives that must not.

    python tests/readers/fuzz.py --files 100000 --format xlsx
    python tests/readers/fuzz.py --files 10000 --jobs 2 --seconds 600

Every file is read as `lzeval.read` would. A file may be read or refused: with an
`InvalidFileError`, that is, and within a second or so. A library that is not ours may
go on and on; then its file must be refused once more, by the process of its own that it
has elsewhere. Anything else is written to a folder, with what happened, and the exit
code is 1:

- another exception, or one of lzeval's own that was taken for one of a library;
- more time of the processor than ``--slow`` seconds for a file;
- a process that ends or hangs;
- memory that grows with every file: what the process takes of the machine, or what is
  allocated when nothing is being read, with all caches empty (not asked of a library
  whose process ends with each file elsewhere);
- a cache without a bound.

The same ``--seed`` gives the same files, however many ``--jobs`` there are. Readers
that run in a process of their own otherwise run in that of this script, so that it
sees what they do. Old Word documents are turned into new ones by LibreOffice, some
hundred at a time; without LibreOffice they are left out. Where ``--seconds`` are over
before all files were read, it says so.
"""

from __future__ import annotations

import argparse
import functools
import gc
import logging
import multiprocessing
import random
import re
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve
from mutations import mutated, seeds

import lzeval
from lzeval.errors import InvalidFileError
from lzeval.readers import Limits, reader, recognise
from lzeval.readers.doc import turned
from lzeval.readers.docx import DOCX
from lzeval.readers.isolation import blocks_of
from lzeval.readers.opening import checked
from lzeval.readers.understanding import understand

if TYPE_CHECKING:
    from ctypes import Array, c_double
    from types import FrameType

OURS = str(Path(lzeval.__file__).parent)
MIB = 1 << 20
MEMORY = 1024 * MIB
"""What a process of this script may take."""
LEAK = 64 * MIB
"""By how much it may grow once it is warm."""
BLOCKS = 0.5
"""How many pieces of memory a file may leave behind, caches apart."""
ENDLESS = 5_000
"""Entries of a cache without a bound that are more than a program has by itself."""
SAMPLES = 8
WARM = 2_000
"""Files of a process from which on it is warm, so that growth means something."""
TOGETHER = 500
"""Old documents that LibreOffice turns at a time."""
SOON = 5
"""Seconds after which a process that reads a file is ended."""
PATIENCE = 30
"""By how much longer a process may be silent: the machine may be busy, or rest."""
NEWS = 120
"""Seconds after which it says how far it is."""
LATER = ("pdf", "docx", "doc")
"""Formats that take the longest, and come last."""


class SlowError(BaseException):
    """A file that takes too long; no handler of ordinary errors catches it."""


# --- one file ----------------------------------------------------------------------


def read(data: bytes, name: str, *, sniff: bool = False) -> str:
    """Read a file as `lzeval.read` does; tell what came of it."""
    limits = Limits()
    checked(data, limits)
    chosen = recognise(data) if sniff else reader(name)
    if chosen.name == "doc":
        raise InvalidFileError("", ())  # read by `read_old`
    found = understand(blocks_of(evolve(chosen, isolated=False), data, limits))
    return "read" if found["forms"] else "no form"


def own_fault(error: BaseException | None) -> bool:
    """Tell whether an error that was taken for one of a library is one of ours."""
    while isinstance(error, InvalidFileError):
        taken = any("cannot be read as" in message for _, message in error.problems)
        error = error.__cause__
        if taken and error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            return frames[-1].filename.startswith(OURS)
    return False


def too_slow(_: int, __: FrameType | None) -> None:
    """Break a file off that takes too long."""
    raise SlowError


def cut_off(data: bytes, name: str, *, sniff: bool) -> bool:
    """Tell whether a file that a library is busy with is refused when time is up."""
    chosen = recognise(data) if sniff else reader(name)
    if not chosen.isolated:
        return False
    try:
        for _ in blocks_of(chosen, data, Limits(seconds=SOON)):
            pass
    except InvalidFileError:
        return True
    return False


def outcome(data: bytes, name: str, *, sniff: bool, slow: float) -> tuple[str, str]:
    """Give what came of a file, and the traceback of what must not."""
    signal.setitimer(signal.ITIMER_PROF, slow)  # whatever else the machine does
    try:
        return read(data, name, sniff=sniff), ""
    except InvalidFileError as error:
        return "refused", traceback.format_exc() if own_fault(error) else ""
    except ModuleNotFoundError:
        raise
    except SlowError:
        signal.setitimer(signal.ITIMER_PROF, 0)
        trace = traceback.format_exc()
        came = "refused" if cut_off(data, name, sniff=sniff) else "failed"
        return came, "" if came == "refused" else trace
    except BaseException:  # noqa: BLE001 - whatever it is, it must not
        return "failed", traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def outcomes(
    files: Iterable[tuple[int, bytes, bool]], name: str, slow: float
) -> Iterator[tuple[int, str, str, float]]:
    """Give what came of files, and how long each took."""
    for at, data, sniff in files:
        began = time.process_time()
        came, trace = outcome(data, name, sniff=sniff, slow=slow)
        yield at, came, trace, time.process_time() - began


def old_outcomes(
    files: Iterable[tuple[int, bytes, bool]], _: str, slow: float
) -> Iterator[tuple[int, str, str, float]]:
    """Give what came of old documents, many of which are turned together."""
    program, limits, doc = shutil.which("soffice"), Limits(), reader("doc")
    assert program is not None
    some: dict[int, bytes] = {}
    for at, data, _sniff in [*files]:
        try:
            checked(data, limits)
        except InvalidFileError:
            yield at, "refused", "", 0.0
            continue
        if doc.recognises(data):
            some[at] = data
        else:
            yield at, "refused", "", 0.0
    made = all_turned(program, list(some.values()))
    for at, data in zip(some, made, strict=True):
        if data is None:
            yield at, "refused", "", 0.0
            continue
        began = time.process_time()
        came, trace = outcome(data, DOCX.name, sniff=False, slow=slow)
        yield at, came, trace, time.process_time() - began


def all_turned(program: str, documents: Sequence[bytes]) -> list[bytes | None]:
    """Turn documents, and go on behind one that ends LibreOffice or takes too long."""
    made: list[bytes | None] = []
    while len(made) < len(documents):
        rest = documents[len(made) :]
        try:
            some = turned(program, rest, Limits(seconds=Limits().seconds + len(rest)))
        except InvalidFileError:
            if len(rest) == 1:
                return [*made, None]
            half = len(rest) // 2
            for part in (rest[:half], rest[half:]):
                made += all_turned(program, part)
            return made
        last = max((at for at, one in enumerate(some) if one is not None), default=-1)
        made += some[: last + 2]
    return made


# --- many of them, in a process ------------------------------------------------------


class Task(NamedTuple):
    """A share of the files of a format."""

    name: str
    numbers: range
    seed: int
    slow: float
    out: Path

    def file(self, samples: Sequence[bytes], at: int) -> tuple[int, bytes, bool]:
        """Give the file of a number, and whether its format is to be told."""
        chance = random.Random(f"{self.seed}/{self.name}/{at}")  # noqa: S311
        return at, mutated(samples, chance), chance.random() < 0.5

    def fails(self, at: int, data: bytes, trace: str) -> None:
        """Keep a file that did what it must not."""
        self.out.mkdir(parents=True, exist_ok=True)
        self.out.joinpath(f"{self.name}-{at}").write_bytes(data)
        self.out.joinpath(f"{self.name}-{at}.txt").write_text(trace, "utf-8")
        shown = trace.strip().splitlines()[-1]
        print(f"{self.name} {at}: {shown:.200}", flush=True)


STATE = ("done", "at", "since", "read", "no form", "refused", "failed", "slowest")
"""What a process tells the one that watches it; then its samples of memory."""


class State:
    """Figures that two processes see."""

    def __init__(self) -> None:
        size = len(STATE) + 2 * (SAMPLES + 1)
        self.figures: Array[c_double] = RawArray("d", size)
        self["since"] = time.monotonic()

    def __getitem__(self, name: str) -> float:
        return float(self.figures[STATE.index(name)])

    def __setitem__(self, name: str, figure: float) -> None:
        self.figures[STATE.index(name)] = figure

    def sample(self, number: int) -> None:
        """Keep how much memory there is in use, with nothing read and caches empty."""
        taken = resident()
        for cache in caches():
            cache.cache_clear()
        re.purge()
        gc.collect()
        at = len(STATE) + 2 * number
        self.figures[at : at + 2] = [float(sys.getallocatedblocks()), taken]

    def samples(self) -> list[tuple[float, float]]:
        """Give pieces of memory and bytes of it, as they were sampled."""
        rest = list(self.figures[len(STATE) :])
        return [pair for pair in zip(rest[::2], rest[1::2], strict=True) if pair[0]]


def resident() -> float:
    """Give the bytes of memory that this process takes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return float(pages * resource.getpagesize())


CACHE = type(functools.lru_cache(str))


def caches() -> list[functools._lru_cache_wrapper[object]]:
    """Give the caches of functions."""
    return [one for one in gc.get_objects() if isinstance(one, CACHE)]


def endless() -> list[str]:
    """Name the caches that grow without bound."""
    return [
        f"{cache.__module__}.{cache.__qualname__}"
        for cache in caches()
        if cache.cache_info().maxsize is None and cache.cache_info().currsize > ENDLESS
    ]


def work(task: Task, state: State, samples: Sequence[bytes]) -> None:
    """Read a share of files; tell how it goes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, too_slow)
    logging.disable()  # pdfminer has much to say of damaged files
    old = task.name == "doc"
    step, run = (TOGETHER, old_outcomes) if old else (1, outcomes)
    every = -(-len(task.numbers) // SAMPLES)
    taken = 0
    for first in range(0, len(task.numbers), step):
        files = [task.file(samples, at) for at in task.numbers[first : first + step]]
        contents = {at: data for at, data, _ in files}
        state["at"], state["since"] = files[0][0], time.monotonic()
        for at, came, trace, seconds in run(files, task.name, task.slow):
            state[came] += 1
            state["done"] += 1
            state["slowest"] = max(state["slowest"], seconds)
            if trace:
                task.fails(at, contents[at], trace)
            if came != "failed" and trace:
                state["failed"] += 1
        if first // every >= taken:
            for function in endless():
                task.fails(files[0][0], b"", f"a cache without a bound: {function}")
                state["failed"] += 1
            state.sample(taken)
            taken += 1
    state.sample(taken)


# --- several processes, and what came of it ------------------------------------------


class Watched:
    """A process at work, which is started again behind a file that ends it."""

    def __init__(self, task: Task, samples: Sequence[bytes]) -> None:
        self.task, self._samples = task, samples
        self.states: list[State] = []
        self._rest = task.numbers
        self._start()

    def _start(self) -> None:
        self.states.append(State())
        context = multiprocessing.get_context("fork")
        rest = self.task._replace(numbers=self._rest)
        self._process = context.Process(
            target=work, args=(rest, self.states[-1], self._samples), daemon=False
        )
        self._process.start()

    def goes_on(self) -> bool:
        """Look after the process; tell whether it is still at work."""
        state, patience = self.states[-1], PATIENCE * self.task.slow
        if self.task.name == "doc":
            patience += 4 * Limits().seconds * TOGETHER
        hangs = time.monotonic() - state["since"] > patience
        if self._process.is_alive() and not hangs:
            return True
        self._process.kill()
        self._process.join()
        if self._process.exitcode == 0:
            return False
        at = int(state["at"])
        what = "hangs" if hangs else f"ended: {self._process.exitcode}"
        self.task.fails(at, self.task.file(self._samples, at)[1], f"the process {what}")
        state["failed"] += 1
        self._rest = self._rest[self._rest.index(at) + 1 :]
        if not self._rest:
            return False
        self._start()
        return True

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()


def leaks(states: Iterable[State], *, alone: bool) -> Iterator[str]:
    """Tell what grows with every file; that of a warm process only."""
    for state in states:
        samples = state.samples()[SAMPLES // 4 :]
        if len(samples) < SAMPLES // 2 or state["done"] < WARM:
            continue
        files = state["done"] * (len(samples) - 1) / SAMPLES
        (blocks, _), (blocks_now, _) = samples[0], samples[-1]
        half = len(samples) // 2
        before = max(taken for _, taken in samples[:half])
        after = min(taken for _, taken in samples[half:])
        if not alone and (blocks_now - blocks) / files > BLOCKS:
            yield f"{(blocks_now - blocks) / files:.1f} pieces of memory a file stay"
        if after - before > LEAK:
            yield f"memory grew by {(after - before) / MIB:.0f} MiB"


def run_format(name: str, given: argparse.Namespace, seconds: float) -> int:
    """Read the files of a format; give how many did what they must not."""
    samples = seeds(name)
    began = time.monotonic()
    task = Task(name, range(0), given.seed, given.slow, given.out)
    jobs = range(min(given.jobs, given.files))
    watched = [
        Watched(task._replace(numbers=range(job, given.files, given.jobs)), samples)
        for job in jobs
    ]
    shown = began
    while [one for one in watched if one.goes_on()]:
        time.sleep(0.1)
        if time.monotonic() - shown > NEWS:
            shown = time.monotonic()
            done = int(sum(state["done"] for one in watched for state in one.states))
            print(f"{name}: {done} files so far", flush=True)
        if seconds and time.monotonic() - began > seconds:
            for one in watched:
                one.stop()
            break
    took = time.monotonic() - began
    states = [state for one in watched for state in one.states]
    done = int(sum(state["done"] for state in states))
    counts = ", ".join(
        f"{sum(state[kind] for state in states):.0f} {kind}"
        for kind in ("read", "no form", "refused", "failed")
    )
    largest = max((taken for one in states for _, taken in one.samples()), default=0)
    print(
        f"{name}: {done} files, {done / took:.0f} a second: {counts}; "
        f"slowest {max(state['slowest'] for state in states):.2f} s; "
        f"memory {largest / MIB:.0f} MiB",
        flush=True,
    )
    if done < given.files:
        print(f"{name}: NOT ALL, {given.files - done} files left for want of time")
    found = [*leaks(states, alone=bool(reader(name).isolated))]
    for one in found:
        print(f"{name}: LEAK, {one}")
    return int(sum(state["failed"] for state in states)) + len(found)


def run(given: argparse.Namespace) -> int:
    """Read the files of all formats, those that are quick first."""
    order = [name for name in given.format if name not in LATER]
    order += [name for name in LATER if name in given.format]
    if "doc" in order and shutil.which("soffice") is None:
        print("doc: LEFT OUT, LibreOffice is not installed", flush=True)
        order.remove("doc")
    bad, end = 0, time.monotonic() + given.seconds
    for place, name in enumerate(order):
        left = max(end - time.monotonic(), 1.0) / (len(order) - place)
        bad += run_format(name, given, left if given.seconds else 0)
    return bad


def main() -> int:
    """Run from the command line."""
    every = lzeval.readers.formats()
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    add = parser.add_argument
    add("--files", type=int, default=10_000, help="files of each format (10000)")
    add("--seconds", type=float, default=0, help="stop after so many seconds")
    add("--format", nargs="+", choices=every, default=list(every), help="formats")
    add("--jobs", type=int, default=1, help="processes that read (1)")
    add("--seed", type=int, default=7, help="other files for another number (7)")
    add("--slow", type=float, default=5, help="seconds that a file may take (5)")
    add("--out", type=Path, default=Path("fuzz-out"), help="folder for what failed")
    return min(run(parser.parse_args()), 1)


if __name__ == "__main__":
    sys.exit(main())
