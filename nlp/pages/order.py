from nlp.pages.articles import Sheet


def restore_order(sheet: Sheet) -> Sheet:
    return sheet
