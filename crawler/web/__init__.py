"""Web articles of any site: what stands where on the page, which of it is the article, and what is stated of it."""
