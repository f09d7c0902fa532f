"""From a page of text to its articles: lines, their roles, the order they are read in, and the fields of each article.

Nothing here knows a paper: what tells a headline from a section heading, or a caption from a brief, is how the genre
prints them.
"""
