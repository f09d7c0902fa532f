"""Figures of one kind come into one unit by the table, and keep their printed form."""

from __future__ import annotations

import pytest

from nlp.measures import convert, normalise, worths
from nlp.metrics import find_metrics
from nlp.metrics.tables import units
from nlp.records import Part

MEASURED = {"money", "area", "length", "volume", "weight", "energy", "rate"}
# No fixed worth: currencies without a day, a cable's power, a factor that may mean "to" or "by", loads of no weight.
COMPARED_WITH_THEMSELVES = {"美元", "港元", "欧元", "千伏安", "倍", "吨次"}


@pytest.mark.parametrize(
    ("text", "printed", "same"),
    [
        ("流转土地3.6万亩", (36000.0, "亩"), (24000000.0, "平方米")),
        ("建成公园3.6平方公里", (3.6, "平方公里"), (3600000.0, "平方米")),
        ("硬化道路12公里", (12.0, "公里"), (12000.0, "米")),
        ("修建步道300米", (300.0, "米"), (300.0, "米")),
        ("助销农产品16814斤", (16814.0, "斤"), (8407.0, "千克")),
        ("清运垃圾1.2吨", (1.2, "吨"), (1200.0, "千克")),
        ("投入资金50余万元", (500000.0, "元"), (500000.0, "元")),
        ("信访量下降四成", (4.0, "成"), (40.0, "%")),
        ("村集体收入翻了两番", (2.0, "番"), (300.0, "%")),
        ("服务老人54位", (54.0, "位"), None),
    ],
)
def test_a_figure_is_compared_in_the_base_of_its_kind(
    text: str, printed: tuple[float, str], same: tuple[float, str] | None
) -> None:
    (metric,) = find_metrics([Part("text", text, text)])
    amount = normalise(metric)
    assert (metric.value, metric.unit) == printed
    assert (amount and (amount.value, amount.unit)) == same


def test_both_ends_of_a_range_are_converted() -> None:
    (metric,) = find_metrics([Part("text", "每户种茶3至6亩", "每户种茶3至6亩")])
    amount = normalise(metric)
    assert amount is not None
    assert (amount.value, amount.high) == (2000.0, 4000.0)


def test_every_unit_that_measures_has_a_worth_or_a_reason_for_none() -> None:
    measured = {unit for unit, known in units().items() if known.kind in MEASURED}
    assert measured - set(worths()) == COMPARED_WITH_THEMSELVES & measured
    assert set(worths()) <= set(units())


def test_every_base_is_worth_one_of_itself() -> None:
    assert {convert(1.0, worth.base) for worth in worths().values()} == {1.0}
    assert all(worths()[worth.base].base == worth.base for worth in worths().values())


def test_absurdly_many_doublings_are_no_error() -> None:
    assert convert(1e9, "番") == convert(60, "番")
