"""The counted facts of an article: how many of what, with bound, qualifier, period and evidence."""

from nlp.metrics.find import find_metrics

__all__ = ["find_metrics"]
