"""The browser pass: home and column pages as a visitor's browser shows them, under the rules of the crawl. Playwright is imported when used."""
