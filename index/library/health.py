"""Whether the library is sound: the file, the links between its rows, and every quotation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from index.library import coding, reading
from index.quotes import article_faults


def problems(connection: sqlite3.Connection) -> list[str]:
    """What is wrong, in words; [] when all is well. Reads everything: for `doctor`, not for every day."""
    return [*_file_problems(connection), *_link_problems(connection), *_quotation_problems(connection)]


def _file_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for (answer,) in connection.execute("PRAGMA integrity_check").fetchall():
        if answer != "ok":
            yield f"the file is damaged: {answer}"
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"a row of {row[0]!r} points to a row of {row[2]!r} that is not there"


def _link_problems(connection: sqlite3.Connection) -> Iterator[str]:
    doubled = connection.execute(
        "SELECT case_id, count(*) AS times FROM articles JOIN readings USING (document) WHERE current = 1 "
        "GROUP BY case_id HAVING times > 1"
    ).fetchall()
    for row in doubled:
        yield f"case {row['case_id']!r} stands for {row['times']} articles at once"
    lost = connection.execute(
        "SELECT id FROM cases WHERE id NOT IN (SELECT id FROM moves) AND id NOT IN "
        "(SELECT case_id FROM articles JOIN readings USING (document) WHERE current = 1)"
    ).fetchall()
    for row in lost:
        yield f"case {row['id']!r} has neither an article nor a pointer to where it went"


def _quotation_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for document in connection.execute("SELECT id, address, page, text_digest FROM documents").fetchall():
        if coding.digest_text(document["page"]) != document["text_digest"]:
            yield f"document {document['address']!r}: its text is not the one that was received"
    rows = connection.execute(
        "SELECT articles.id AS article, case_id, page FROM articles JOIN documents ON documents.id = document"
    ).fetchall()
    for row in rows:
        article = reading.load_article(connection, row["article"])
        for fault in article_faults(article, row["page"]):
            yield f"case {row['case_id']!r}: {fault}"
