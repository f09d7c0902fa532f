"""What a published folder holds, and what publishing again does to it."""

from __future__ import annotations

import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from index.library import Library
from index.search import build_index
from press import FolderBusy, FolderOccupied, FolderUnwritable, PressError, check_site, publish
from press.folder import open_folder
from tests.press.shelf import GUIHUA, SMALL, YUNQI, Site, document, library_of, page, site_of

LINK = re.compile(r'(?:href|src|action)="([^"]*)"')


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()
    }


@contextmanager
def resource_limit(file_bytes: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_every_kind_of_page_is_there(site: Site) -> None:
    pages = site.pages()
    fixed = ["index.html", "about.html", "404.html", "models/index.html", "places/index.html", "sources/index.html"]
    assert [path for path in fixed if path not in pages] == []
    fixed += ["numbers/index.html", "themes/index.html", "timeline/index.html", "data/index.html", "compare.html"]
    assert [path for path in fixed if path not in pages] == []
    folders = {"cases", "data", "models", "numbers", "places", "sources", "themes", "timeline"}
    assert {path.split("/")[0] for path in pages if "/" in path} == folders
    assert "places/510682.html" in pages
    assert "places/510600.html" in pages
    assert "places/510000.html" in pages


def test_the_cases_published_are_exactly_those_listed(site: Site) -> None:
    listed = {f"cases/{case.id}.html" for case in site.library.cases(only_cases=True)}
    assert {path for path in site.pages() if path.startswith("cases/")} == listed
    assert len(listed) == 4


def test_every_link_leads_to_a_file_and_every_anchor_to_an_element(site: Site) -> None:
    broken = []
    for path in site.pages():
        html = site.read(path)
        for link in LINK.findall(html):
            target, _, anchor = link.partition("#")
            target = target.partition("?")[0]
            if target.startswith(("http://", "https://")):
                continue
            file = (site.folder / path).parent / unquote(target) if target else site.folder / path
            searched = anchor.startswith(("q=", "ids=", "unit="))  # what a page's script reads from its address
            if not file.is_file() or (anchor and not searched and f'id="{anchor}"' not in file.read_text("utf-8")):
                broken.append((path, link))
    assert broken == []


def test_no_page_loads_anything_from_elsewhere_or_runs_anything_inline(site: Site) -> None:
    for path in site.pages():
        html = site.read(path)
        assert "script-src 'self'; style-src 'self'" in unescape(html), path
        data = re.compile(
            r'<script type="application/ld\+json">[^<]*</script>'
        )  # not run, and no script may stand in it
        html = data.sub("", html)
        assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=|<style|javascript:", html), path
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', html), path


def test_the_same_library_gives_the_same_bytes_in_another_folder(site: Site, tmp_path: Path) -> None:
    publish(site.library, tmp_path / "again", index_folder=site.index)
    again = {name: content for name, (content, _) in snapshot(tmp_path / "again").items()}
    assert again == {name: content for name, (content, _) in snapshot(site.folder).items()}


def test_publishing_again_touches_no_page(site: Site) -> None:
    before = {k: v for k, v in snapshot(site.folder).items() if not k.startswith(".")}
    report = publish(site.library, site.folder, index_folder=site.index)
    assert (report.written, report.removed, report.failed) == (0, 0, ())
    assert {k: v for k, v in snapshot(site.folder).items() if not k.startswith(".")} == before


def test_what_no_longer_belongs_goes_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    site = site_of(tmp_path, *SMALL)
    (site.folder / "cases" / "notes.txt").write_text("mine")
    (site.folder / "CNAME").write_text("cases.example")
    other = library_of(tmp_path / "other", (document(GUIHUA), {}))
    build_index(other, tmp_path / "other" / "index")
    report = publish(other, site.folder, index_folder=tmp_path / "other" / "index")
    assert report.removed > 0
    assert len([path for path in site.pages() if path.startswith("cases/")]) == 1
    assert (site.folder / "cases" / "notes.txt").read_text() == "mine"
    assert (site.folder / "CNAME").exists()
    assert not (site.folder / "places" / "441702.html").exists()
    assert site.read("index.html").count("大众议事团") == 0


def test_a_file_of_somebody_else_is_never_overwritten(site: Site, tmp_path: Path) -> None:
    (tmp_path / "about.html").write_text("<p>About me")
    with pytest.raises(FolderOccupied, match=r"about\.html"):
        publish(site.library, tmp_path, index_folder=site.index)
    assert (tmp_path / "about.html").read_text() == "<p>About me"


def test_a_build_that_was_cut_off_is_finished_by_the_next(site: Site, tmp_path: Path) -> None:
    class Cut(Exception):
        pass

    def stop(done: int, _total: int, _what: str) -> None:
        if done == 3:
            raise Cut

    with pytest.raises(Cut):
        publish(site.library, tmp_path / "s", index_folder=site.index, progress=stop)
    (tmp_path / "s" / "index.html.caifeng-half").write_text("half")
    assert check_site(site.library, tmp_path / "s") != []
    publish(site.library, tmp_path / "s", index_folder=site.index)
    assert set(snapshot(tmp_path / "s")) == set(snapshot(site.folder))
    assert check_site(site.library, tmp_path / "s") == []


def test_two_builds_into_one_folder_are_refused(site: Site, tmp_path: Path) -> None:
    with open_folder(tmp_path), pytest.raises(FolderBusy, match="another build"):
        publish(site.library, tmp_path, index_folder=site.index)


def test_a_folder_that_cannot_be_written_is_named(site: Site, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(FolderUnwritable, match="site"):
        publish(site.library, tmp_path / "site", index_folder=site.index)


def test_a_full_disk_leaves_no_half_page(site: Site, tmp_path: Path) -> None:
    """The limit on the size of a file stands for the disk: the first page above it cannot be finished."""
    with resource_limit(20_000), pytest.raises(FolderUnwritable):
        publish(site.library, tmp_path, index_folder=site.index)
    whole = {name: content for name, (content, _) in snapshot(site.folder).items()}
    there = {name: content for name, (content, _) in snapshot(tmp_path).items() if not name.startswith(".")}
    assert there
    assert [name for name, content in there.items() if whole.get(name) != content] == []


def test_a_path_that_could_leave_the_folder_is_refused(tmp_path: Path) -> None:
    with open_folder(tmp_path / "site") as folder:
        for path in ("../out.html", "/etc/x", "a/../../x", ".hidden", "a//b", "a\\..\\b", "x\n"):
            with pytest.raises(ValueError, match="not a plain path"):
                folder.write(path, b"x")


def test_a_manifest_that_names_files_outside_removes_nothing(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("keep")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".caifeng-site.manifest").write_text("../precious.txt\n/etc/hostname\nold.html\n")
    (tmp_path / "site" / "old.html").write_text("ours")
    with open_folder(tmp_path / "site") as folder:
        folder.write("new.html", b"x")
    assert (tmp_path / "precious.txt").exists()
    assert not (tmp_path / "site" / "old.html").exists()


def test_an_address_of_the_site_gives_canonical_links_and_a_map(tmp_path: Path) -> None:
    site = site_of(tmp_path, (document(YUNQI), {}), base_url="https://cases.example/lib")
    case = site.case_page(YUNQI.headline)
    assert f'<link rel="canonical" href="https://cases.example/lib/{case}">' in site.read(case)
    assert f"<loc>https://cases.example/lib/{case}</loc>" in site.read("sitemap.xml")
    assert 'href="https://cases.example/lib/static/style.css?' in site.read("404.html")


def test_an_address_that_is_none_is_refused(site: Site, tmp_path: Path) -> None:
    for wrong in ("javascript:alert(1)", "cases.example", "https://x.example/?a=1"):
        with pytest.raises(PressError, match="http or https"):
            publish(site.library, tmp_path, index_folder=site.index, base_url=wrong)


def test_an_empty_library_gives_a_site_that_says_so(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    assert "库里还没有案例" in site.read("index.html")
    assert check_site(site.library, site.folder) == []


def test_the_check_names_a_case_that_is_not_published(tmp_path: Path) -> None:
    site = site_of(tmp_path, SMALL[0])
    read = SMALL[1][0]
    with Library.open(tmp_path, create=False) as library:
        library.add_reading(page(read.page, address="http://paper.example/later.htm"), read)
        assert "not published" in check_site(library, site.folder)[0]
    (site.folder / "about.html").unlink()
    assert any("gone" in problem for problem in check_site(site.library, site.folder))
