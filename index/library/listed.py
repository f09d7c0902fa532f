"""Which articles are cases, in SQL: what all summaries select from."""

from __future__ import annotations

# The articles whose documents are the latest version of their strand: the cases.
CURRENT = "articles JOIN readings USING (document) WHERE current = 1"
# Keep in step with records.Case.listed.
LISTED = f"{CURRENT} AND kind <> 'furniture' AND is_case IS NOT 0 AND case_id NOT IN (SELECT id FROM withdrawn_cases)"  # noqa: S608
