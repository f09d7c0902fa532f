"""`caifeng withdraw`: takes a case out of what is shown. The library keeps it, and the reason stays on record."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from desk.command import AskedWrongly, config_for, library_option, say
from index.library import Library
from index.records import Case

WITHDRAW_EXAMPLE = """\b
Examples:
  caifeng withdraw 5olytm6lpo --why "应文中当事人要求撤下"
  caifeng withdraw 5olytm6lpo --undo --why "误撤"
  caifeng index && caifeng publish    what is shown follows with the next publication
"""

NEXT = "run `caifeng index` and `caifeng publish`"


@click.command(epilog=WITHDRAW_EXAMPLE)
@click.argument("case")
@click.option("--why", required=True, help="The reason, printed on the page that stands in its place: name nobody.")
@click.option("--undo", is_flag=True, help="Show the case again.")
@library_option
def withdraw(case: str, why: str, undo: bool, library: Path | None) -> None:
    """Take a case out of pages, search, shards and downloads; a page stays that says so."""
    reason = " ".join(why.split())
    if not reason:
        raise AskedWrongly("--why is empty: say in a few words why the case is withdrawn")
    with Library.open(config_for(library).library, create=False) as opened:
        changed = note_withdrawal(opened, case, undo=undo, why=reason)
        for line in told(opened, case, changed=changed):
            say(line)


def note_withdrawal(library: Library, case: str, *, undo: bool, why: str) -> bool:
    """Records it; False when nothing changed by it. Raises CaseUnknown."""
    note = library.show_again if undo else library.withdraw
    return note(case, why=why, at=datetime.now(UTC))


def told(library: Library, id: str, *, changed: bool) -> list[str]:
    """What to say of a case now: withdrawn or not, because of which, and what else may hold its text."""
    standing = next((one for one in library.withdrawals() if one.id == id), None)
    if standing is None:
        return [
            f"withdraw 撤下: {id} is shown 可示" + ("; run `caifeng index` and `caifeng publish`" if changed else "")
        ]
    lines = [f"withdraw 撤下: {id} is withdrawn 已撤下: {standing.why}"]
    if standing.by != id:
        lines.append(f"  its text came from {standing.by}, which is withdrawn: undo that one")
    if changed:
        lines.append(f"  {NEXT}")
    return [*lines, *(f"  also printed as 另见于 {other}: withdraw it too?" for other in _reprints(library, id))]


def _reprints(library: Library, id: str) -> list[str]:
    """Listed cases with the same headline: a paper's text is often printed again elsewhere."""
    case = library.case(id)
    if case is None or not case.article.headline:
        return []
    return [other.id for other in library.cases(only_cases=True) if _same_headline(case, other)]


def _same_headline(case: Case, other: Case) -> bool:
    return "".join(case.article.headline.split()) == "".join(other.article.headline.split())
