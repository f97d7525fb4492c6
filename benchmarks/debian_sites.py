"""Ten web sites of real HTML from Debian's documentation packages, four of them Chinese: 5,659 pages, 127 MB.

usage: python benchmarks/debian_sites.py

Packages are fetched with `apt-get download` and unpacked with `dpkg-deb`, no rights needed, into .tools/benchmark-sites of the project, once.
`sites()` returns the folder, or None where they can not be had (no Debian, no archive in reach). Every site gets a map page that links all of its pages.
"""

import html
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent.parent / ".tools/benchmark-sites"
MAP = "__map.html"
PACKAGES = (
    "apache2-doc", "git-doc", "python3.11-doc", "postgresql-doc-15", "debian-reference-zh-cn", "debian-faq-zh-cn", "debian-edu-doc-zh-cn",
    "debian-edu-doc-legacy-zh-cn", "maint-guide-zh-cn", "gimp-help-zh-cn", "libreoffice-help-zh-cn", "kicad-doc-zh", "linuxcnc-doc-zh-cn",
    "lilypond-doc-html-zh",
)  # fmt: skip
# Site: folders below usr/share, and where they lie on the site.
SITES = {
    "apache": (("doc/apache2-doc/manual/en", "en"), ("doc/apache2-doc/manual/style", "style"), ("doc/apache2-doc/manual/images", "images")),
    "git": (("doc/git-doc", ""),),
    "python": (("doc/python3.11/html", ""),),
    "postgresql": (("doc/postgresql-doc-15/html", ""),),
    "reference-zh": (("debian-reference", ""),),
    "gimp-zh": (("gimp/2.0/help/zh_CN", ""),),
    "libreoffice-zh": (("libreoffice/help/zh-CN", "zh-CN"),),
    "kicad-zh": (("doc/kicad/help/zh", ""), ("doc/linuxcnc", "linuxcnc")),
    "lilypond-zh": (("doc/lilypond/html/Documentation", ""),),
    "debian-zh": (("doc/debian/FAQ/zh-cn", "faq"), ("doc/maint-guide-zh-cn/html", "maint"), ("doc/debian-edu-doc-zh-cn", "edu"), ("doc/debian-edu-doc-legacy-zh-cn", "edu-legacy")),
}  # fmt: skip
CHINESE = tuple(name for name in SITES if name.endswith("-zh"))
_KEPT = frozenset({".html", ".htm", ".css", ".js", ".png", ".svg", ".gif", ".jpg", ".ico", ".txt", ".pdf"})


def sites() -> Path | None:
    """The folder with one folder for each site; made when it is not there yet, None when that can not be done."""
    if (FOLDER / "done").exists():
        return FOLDER
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        print("Debian's documentation can not be had here: no apt-get or dpkg-deb")
        return None
    with tempfile.TemporaryDirectory() as name:
        try:
            subprocess.run(["apt-get", "download", *PACKAGES], cwd=name, check=True, capture_output=True)
            for package in Path(name).glob("*.deb"):
                subprocess.run(["dpkg-deb", "-x", package, f"{name}/root"], check=True, capture_output=True)
        except subprocess.CalledProcessError as error:
            print(f"Debian's documentation can not be had here: {error.stderr.decode(errors='replace').strip()[-200:]}")
            return None
        for site, parts in SITES.items():
            _build(FOLDER / site, [(Path(name, "root/usr/share", source), place) for source, place in parts])
    (FOLDER / "done").touch()
    return FOLDER


def _build(root: Path, parts: list[tuple[Path, str]]) -> None:
    pages = []
    for source, place in parts:
        for folder, _, files in os.walk(source, followlinks=True):
            for file in files:
                name = file.removesuffix(".en") if file.endswith(".html.en") else file
                is_other_language = ".html." in name or (
                    root.name == "lilypond-zh" and name.endswith(".html") and not name.endswith(".zh.html")
                )
                path = Path(folder, file)
                if is_other_language or Path(name).suffix.lower() not in _KEPT or not path.is_file():
                    continue
                target = root / place / path.relative_to(source).with_name(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
                if target.suffix in {".html", ".htm"}:
                    pages.append(html.escape(str(target.relative_to(root))))
    links = "".join(f'<li><a href="/{page}">{page}</a>\n' for page in sorted(pages))
    (root / MAP).write_text(f"<!doctype html><meta charset=utf-8><title>map</title><ul>{links}</ul>", "utf-8")


def pages_of(folder: Path, site: str) -> list[str]:
    """The addresses of a site's pages, as paths."""
    return sorted(f"/{file.relative_to(folder / site)}" for file in (folder / site).rglob("*.htm*") if file.name != MAP)


if __name__ == "__main__":
    if (made := sites()) is not None:
        for each in SITES:
            print(f"{each:<16}{len(pages_of(made, each)):>6} pages")
