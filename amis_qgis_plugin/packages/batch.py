"""Packages in batches: one for each country and commodity, with a list of what became of each.

The list, ``index.csv``, is written after each package, so that a run that was stopped can go on:
a package is left as it is when it is whole and would be made of the same choices, by the same
program, of a workspace that has not changed by a byte.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ..core.errors import AmisError, Cancelled, PackageError
from ..core.occurrence_filter import OccurrenceFilter
from ..core.package_plan import PackagePlan
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from .batch_items import Item
from .manifests import read_manifest
from .opening import sha256_of
from .verify import verify_package
from .write import PackageResult

WRITTEN, UP_TO_DATE, SKIPPED, FAILED = "written", "up to date", "skipped", "failed"
STATES = (WRITTEN, UP_TO_DATE, SKIPPED, FAILED)
Describe = Callable[[OccurrenceFilter, str, Progress], PackagePlan]
WritePlan = Callable[[PackagePlan, Path, Progress], PackageResult]


@dataclass(frozen=True)
class Outcome:
    """What became of one package.

    :param state: of :data:`STATES`.
    :param reason: why it was not written; of a written one what to know about it.
    :param package: the name of its folder or file; empty where there is none.
    :param made_of: digest of workspace, choices and program that it was made of.
    """

    country: str
    commodity: str
    title: str
    state: str
    reason: str = ""
    package: str = ""
    occurrences: int = 0
    layers: int = 0
    created: str = ""
    made_of: str = ""


@dataclass(frozen=True)
class Batch:
    """A batch that is to be written.

    :param folder: that the packages go into.
    :param ending: ``.zip``, or empty for folders.
    :param title: stands before the title of each package; empty leaves them their own.
    :param made_by: programs and whatever else decides what comes out of the same plan.
    """

    workspace: Path
    folder: Path
    items: Sequence[Item]
    ending: str = ""
    title: str = ""
    made_by: Mapping[str, str] | None = None


def write_batch(
    batch: Batch,
    describe: Describe,
    write: WritePlan,
    earlier: Mapping[str, Outcome],
    note: Callable[[Sequence[Outcome]], None],
    progress: Progress | None = None,
) -> tuple[Outcome, ...]:
    """Write the packages of a batch one after the other, each whole or not at all.

    A package that cannot be written does not stop the others.

    :param describe: makes a plan of a filter and a title.
    :param earlier: outcomes of an earlier run by name of the package; empty begins anew.
    :param note: called with the outcomes after each package.
    :raises Cancelled: when the person stopped it; what is written by then stays.
    """
    progress = progress or Progress()
    progress.at(0.0, "Reading the workspace")
    digest = _digest_of(batch.workspace, progress)
    outcomes: list[Outcome] = []
    for number, item in enumerate(batch.items):
        part = progress.part(number / len(batch.items), (number + 1) / len(batch.items))
        part.at(0.0, f"{number + 1} of {len(batch.items)}: {item.title}")
        outcome = _one(batch, item, digest, describe, write, earlier, part)
        outcomes.append(_with_older(batch, item, outcome))
        note(outcomes)
    progress.at(1.0, counts_in_words(outcomes))
    return tuple(outcomes)


def counts_in_words(outcomes: Sequence[Outcome]) -> str:
    """Return how many packages there are of each state: ``3 written, 1 skipped``."""
    counts = Counter(one.state for one in outcomes)
    told = [f"{counts[state]:,} {state}" for state in STATES if counts[state]]
    return ", ".join(told) or "No package: the filter leaves no country with a commodity."


def _one(
    batch: Batch,
    item: Item,
    digest: str,
    describe: Describe,
    write: WritePlan,
    earlier: Mapping[str, Outcome],
    progress: Progress,
) -> Outcome:
    begun = Outcome(item.country, item.commodity, item.title, SKIPPED)
    if not item.found:
        return replace(begun, reason="The filter finds no occurrence.")
    name = item.name + batch.ending
    title = f"{batch.title}: {item.title}" if batch.title else ""
    try:
        plan = describe(item.wanted, title, progress.part(0.0, 0.2))
        if plan.blocked:
            errors = [one for one in plan.findings if one.severity == "error"]
            reason = " ".join(f"{one.message} {one.hint}".strip() for one in errors)
            return replace(begun, reason=reason)
        made_of = _made_of(plan, digest, batch.made_by or {})
        known = earlier.get(name)
        known = known if known is not None and known.made_of == made_of else None
        if known is not None and _is_as_written(batch.folder / name, plan, progress):
            reason = "It is whole, and choices and workspace are as they were."
            return replace(known, state=UP_TO_DATE, reason=reason)
        result = write(plan, batch.folder / name, progress.part(0.2, 1.0))
    except Cancelled:
        raise
    except AmisError as error:
        return replace(begun, state=FAILED, reason=str(error))
    told = (*plan.findings, *result.findings)
    warnings = [one.message for one in told if one.severity == "warning"]
    if result.left_over is not None:
        warnings.append(f"The older package lies at {result.left_over.name} now.")
    return replace(
        begun,
        state=WRITTEN,
        reason=" ".join(warnings),
        package=name,
        occurrences=result.counts.get(OCCURRENCES, 0),
        layers=len(result.counts),
        created=str(read_manifest(result.path)["created"]),
        made_of=made_of,
    )


def _with_older(batch: Batch, item: Item, outcome: Outcome) -> Outcome:
    """Tell of an older package that lies where none was written now."""
    name = item.name + batch.ending
    if outcome.state not in (SKIPPED, FAILED) or not (batch.folder / name).exists():
        return outcome
    reason = f"{outcome.reason} An older package is still there."
    return replace(outcome, reason=reason, package=name)


def _is_as_written(package: Path, plan: PackagePlan, progress: Progress) -> bool:
    """Whether a package is whole and of the plan's filter."""
    if not package.exists():
        return False
    try:
        manifest = read_manifest(package)
        is_of_filter = manifest["filter"] == json.loads(json.dumps(plan.wanted.to_dict()))
        return is_of_filter and verify_package(package, progress.part(0.2, 1.0)).ok
    except PackageError:
        return False


def _made_of(plan: PackagePlan, digest: str, made_by: Mapping[str, str]) -> str:
    """Return a digest of all that decides what comes out: plan, workspace and programs."""
    chosen = {**asdict(plan), "workspace": digest, "estimated_bytes": 0, "made_by": dict(made_by)}
    text = json.dumps(chosen, sort_keys=True, default=_as_text)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _as_text(value: Any) -> Any:
    return getattr(value, "value", None) or str(value)


def _digest_of(workspace: Path, progress: Progress) -> str:
    """Return a digest of the bytes of a workspace and of what waits beside it to go in."""
    found = hashlib.sha256()
    for path in (workspace, Path(f"{workspace}-wal")):
        if path.exists():
            try:
                with path.open("rb") as stream:
                    found.update(sha256_of(stream, progress.check).encode("ascii"))
            except OSError as error:
                raise PackageError(
                    f"It cannot be read: {error.strerror or error}.", subject=str(path)
                ) from error
    return found.hexdigest()
