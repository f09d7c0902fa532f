"""A case in the browser: evidence lights up, glyphs change, the citation is copied."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SCHEMES, Open
from tests.press.shelf import HANJIANG, YUNQI, Site

pytestmark = pytest.mark.browser


def test_a_figure_and_its_sentence_light_up_together(browse: Open, site: Site) -> None:
    page = browse(site.case_page(YUNQI.headline))
    row, mark = page.locator('tr[data-fact="k3"]'), page.locator("#e-k3")
    row.hover()
    assert "lit" in (mark.get_attribute("class") or "")
    page.mouse.move(0, 0)
    assert "lit" not in (mark.get_attribute("class") or "")
    mark.hover()
    assert "lit" in (row.get_attribute("class") or "")


def test_evidence_lights_up_after_a_tap(browse: Open, site: Site) -> None:
    page = browse(site.case_page(YUNQI.headline), has_touch=True, viewport={"width": 360, "height": 740})
    page.locator("#e-k1").tap()
    assert "lit" in (page.locator('tr[data-fact="k1"]').get_attribute("class") or "")


def test_a_fact_leads_to_its_sentence(browse: Open, site: Site) -> None:
    page = browse(site.case_page(YUNQI.headline))
    page.locator('tr[data-fact="k2"] a.in-text').click()
    assert page.url.endswith("#e-k2")
    expect(page.locator("#e-k2")).to_be_in_viewport()


def test_the_printed_glyphs_are_one_click_away(browse: Open, site: Site) -> None:
    page = browse(site.case_page(HANJIANG.headline), java_script_enabled=False)
    assert page.locator("h1").inner_text() == HANJIANG.headline
    page.check("#glyphs-printed")
    assert page.locator("h1").inner_text() == HANJIANG.original["headline"]
    assert "議事團成員約120人" in page.locator(".body").inner_text()
    assert "议事团成员" not in page.locator(".body").inner_text()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_citation_is_copied(browse: Open, site: Site, scheme: str) -> None:
    page = browse(site.case_page(YUNQI.headline), scheme=scheme)
    page.click("button[data-copy=citation]")
    expect(page.locator("[data-copied]").first).to_contain_text("已复制")


def test_every_form_of_the_citation_can_be_copied(browse: Open, site: Site) -> None:
    page = browse(site.case_page(YUNQI.headline), scheme="http", permissions=["clipboard-read", "clipboard-write"])
    for form, beginning in (("BibTeX", "@article{"), ("RIS", "TY  - NEWS"), ("CSL-JSON", "[")):
        details = page.locator("details.form").filter(has_text=form).first
        details.locator("summary").click()
        details.locator("button").click()
        expect(details.locator("[data-copied]")).to_contain_text("已复制")
        assert page.evaluate("navigator.clipboard.readText()").startswith(beginning)


def test_the_table_of_figures_sorts_by_keyboard(browse: Open, site: Site) -> None:
    page = browse(site.case_page(YUNQI.headline))
    amounts = page.locator("table.metrics tbody td:first-child b")
    printed = amounts.all_inner_texts()
    head = page.locator("table.metrics th").first
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert amounts.all_inner_texts() == ["≥ 12,000", "98.5", "9"]
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert amounts.all_inner_texts() == ["9", "98.5", "≥ 12,000"]
    page.locator("table.metrics th button").last.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert amounts.all_inner_texts() == printed


def test_every_page_type_prints_without_navigation(browse: Open, site: Site) -> None:
    page = browse(site.case_page(YUNQI.headline))
    page.emulate_media(media="print")
    expect(page.locator(".top nav")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
