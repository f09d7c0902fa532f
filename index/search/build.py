"""Building the search index: what changed since the last time, told by the fingerprints of the cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.index import LockError

from index.errors import IndexBusy, IndexMissing, IndexStale, IndexUnwritable
from index.library import Library
from index.privacy import masked
from index.records import Case, IndexReport
from index.search.analysis import cut_texts
from index.search.facets import day_of, facets_of, marks_of
from index.search.fields import FIELDS, field_texts, place_names, squeeze
from index.search.schema import FORMAT_FILE, make_schema, open_index, reading, write_format
from index.search.sizes import size_of

WRITER_MEGABYTES = 256  # held before Whoosh spills to disk: 10,000 cases take some 200


def build_index(library: Library, folder: Path, *, progress: Callable[[str], None] | None = None) -> IndexReport:
    """Brings the index in *folder* up to the listed cases of *library*; *progress* is told each id that is written.

    Built anew when there is none or one of another version. Raises IndexBusy when another command writes it and
    IndexUnwritable when there is no room or no permission; the index is then as it was before.
    """
    try:
        index = _open_or_create(folder)
        try:
            return _bring_up(index, library, progress or (lambda _: None))
        finally:
            index.close()
    except LockError as error:
        raise IndexBusy(
            f"The search index is being written by another command: {str(folder)!r}. "
            "Wait until it is done, then run this again."
        ) from error
    except OSError as error:
        raise IndexUnwritable(
            f"The search index could not be written: {str(folder)!r}: {error.strerror or error}. "
            "Check the permissions and the room left on the disk, then run this again."
        ) from error


def _open_or_create(folder: Path) -> Any:
    try:
        return open_index(folder)
    except (IndexMissing, IndexStale):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FORMAT_FILE).unlink(missing_ok=True)
        index = whoosh_index.create_in(str(folder), make_schema())
        write_format(folder)
        return index


def _bring_up(index: Any, library: Library, progress: Callable[[str], None]) -> IndexReport:
    wanted = library.fingerprints(only_cases=True)
    with index.reader() as reader:
        known = _known(reader)
    gone = [id for id in known if id not in wanted]
    stale = [id for id, fingerprint in wanted.items() if known.get(id) != fingerprint]
    report = IndexReport(
        added=sum(id not in known for id in stale),
        changed=sum(id in known for id in stale),
        removed=len(gone),
        unchanged=len(wanted) - len(stale),
    )
    if gone or stale:
        _write(index.writer(limitmb=WRITER_MEGABYTES), gone, _documents(library, stale, wanted, known), progress)
    return report


def _known(reader: Any) -> dict[str, str]:
    return {stored["id"]: stored["fingerprint"] for stored in reader.all_stored_fields()}


def _documents(
    library: Library, ids: Iterable[str], wanted: dict[str, str], known: dict[str, str]
) -> Iterable[tuple[bool, dict[str, object]]]:
    """(whether it replaces one, the document) for every case to write."""
    for id in ids:
        case = library.case(id)
        if case is not None:
            yield id in known, document_of(case, reviewed=bool(library.edits(id))) | {"fingerprint": wanted[id]}


def _write(
    writer: Any,
    gone: Iterable[str],
    documents: Iterable[tuple[bool, dict[str, object]]],
    progress: Callable[[str], None],
) -> None:
    try:
        for id in gone:
            writer.delete_by_term("id", id)
        for replaces, document in documents:
            (writer.update_document if replaces else writer.add_document)(**document)
            progress(str(document["id"]))
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def document_of(case: Case, *, reviewed: bool = False) -> dict[str, object]:
    """What the index keeps of a case: its terms, the columns of the filters, and what a result shows."""
    texts = field_texts(case := masked(case))
    facets = facets_of(case, reviewed=reviewed)
    numbered = {number: texts[field.name] for number, field in enumerate(FIELDS) if texts[field.name]}
    cut = cut_texts(numbered)
    return {
        "id": case.id,
        "size": size_of(sum(map(len, texts["body"]))),
        "day": str(day_of(case) or ""),
        "place": "\n".join(map(squeeze, place_names(case))),
        "model": "\n".join(_model_filter(case)),
        "theme": "\n".join(squeeze(theme.name) for theme in case.article.themes),
        "marks": "\n".join(marks_of(facets)),
        "shown": _shown(case),
        "facets": facets,
        "cut": cut,
        "characters": numbered,
        "words": cut,
        "names": {number: texts for number, texts in numbered.items() if not FIELDS[number].printed},
    }


def _model_filter(case: Case) -> list[str]:
    return [squeeze(text) for model in case.article.models for text in (model.key, model.name)]


def _shown(case: Case) -> dict[str, object]:
    """What a result is drawn from: plain values, so that an index can be read by every Whoosh."""
    place = case.article.place
    parts = [(p.name, p.text, None if p.original == p.text else p.original) for p in case.article.parts]
    names = [name for name in (place.province, place.city, place.county) if name]
    return {
        "title": case.title,
        "place": " ".join(names),
        "day": str(day_of(case) or ""),
        "parts": parts,
        "whole": case.publish == "full",
    }


def check_index(folder: Path, library: Library) -> list[str]:
    """Where the index in *folder* and the library differ, in words; [] when they agree. Raises nothing."""
    try:
        with reading(folder) as reader:
            known = _known(reader)
    except (IndexMissing, IndexStale) as error:
        return [str(error)]
    wanted = library.fingerprints(only_cases=True)
    missing = sum(id not in known for id in wanted)
    gone = sum(id not in wanted for id in known)
    changed = sum(known.get(id, fingerprint) != fingerprint for id, fingerprint in wanted.items())
    if not (missing or gone or changed):
        return []
    return [
        f"the search index is behind the library: {missing} cases missing, {changed} changed, {gone} gone. "
        "Run `caifeng index`."
    ]
