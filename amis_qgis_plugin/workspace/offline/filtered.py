"""Whether the features that came fit the filter under which they were asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Optional

from ...core.phrases import counted
from ...services.filter_check import condition_of
from .looking import Work
from .stored_values import kept_attributes

_STEP = 5000
_ALL = "SELECT key, attributes FROM features"


def doubts_of_filter(work: Work) -> Iterator[str]:
    """Check every feature by the filter, and yield what speaks against the server's heeding it.

    Where nothing shows that the server heeds the filter, features that do not fit it are left out
    here; where something does, they stay: the server may compare in another way.
    """
    text = str(work.source.identity.get("filter", ""))
    if not text:
        return
    is_obeyed = work.source.filter_is_obeyed() is True
    if not is_obeyed:
        yield "nothing shows that the server heeds the filter"
    condition = condition_of(text)
    if condition is None:
        yield "the filter cannot be read here, so that no feature was checked by it"
        return
    misfits, unknown = [], 0
    for number, (key, attributes) in enumerate(work.store.each(_ALL)):
        if number % _STEP == 0:
            work.pager.patience.progress.check()
        fits: Optional[bool] = condition(kept_attributes(attributes, work.store.path))
        unknown += fits is None
        if fits is False:
            misfits.append(key)
    work.store.leave_out([] if is_obeyed else misfits)
    if misfits and is_obeyed:
        yield f"{counted(len(misfits), 'feature')} may not fit the filter, as it is read here"
    elif misfits:
        yield f"{counted(len(misfits), 'feature')} that did not fit the filter were left out here"
    if unknown:
        yield f"{counted(unknown, 'feature')} could not be checked by the filter here"
