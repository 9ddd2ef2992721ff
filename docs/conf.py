"""How the documentation site is built: Markdown through MyST, the Furo theme, nothing fetched."""

from weighbridge import __version__

project = "Weighbridge"
author = "The Weighbridge maintainers"
copyright = "The Weighbridge maintainers, Apache-2.0"  # noqa: A001  # Sphinx's own name for it
release = version = __version__

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Weighbridge"
html_static_path: list[str] = []
