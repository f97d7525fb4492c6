"""The public theme: Jinja2 templates, styles, drawings and one small script. No Python but template tags (8.4, 12.1, 14.2).

Templates read the view models of `publishing.pages` and nothing else: no query, no clock, no request. They stand in `jinja2/public/`,
one per page, with sections in `home/` and components in `parts/`. The tokens in `static/theme/tokens.css` are shared with the console.
"""
