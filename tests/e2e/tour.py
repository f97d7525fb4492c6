"""The tour: one picture of each step in two widths, small enough to keep in the repository."""

import io
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

TALLEST = 2400  # pixels; a longer page is cut, nobody reads it in a tour
LARGEST = 250 * 1024  # bytes of one picture
STAFF, PUBLIC = (1440, 390), (1280, 390)
HEIGHTS = {1440: 900, 1280: 800, 390: 844}
KEPT = Path(__file__).resolve().parents[2] / "docs" / "tour"


@dataclass(slots=True)
class Tour:
    """Takes the pictures into one folder: docs/tour with JIYUE_TOUR=1, else one that is thrown away."""

    folder: Path
    too_wide: list[str] = field(default_factory=list)

    @classmethod
    def into(cls, scratch: Path) -> "Tour":
        folder = KEPT if os.environ.get("JIYUE_TOUR") == "1" else scratch
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder)

    @property
    def is_kept(self) -> bool:
        """Whether the pictures go into the repository."""
        return self.folder == KEPT

    def shot(self, page: Page, name: str, widths: tuple[int, ...] = STAFF) -> None:
        """Picture a page as it stands in each width; it is left in the first one, as it was."""
        for width in (*widths[1:], widths[0]):
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            page.wait_for_load_state("networkidle")
            too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if too_wide > 0:
                self.too_wide.append(f"{name}: {too_wide} px wider than a screen of {width}")
            self._keep(page, f"{name}-{width}.png")

    def _keep(self, page: Page, name: str) -> None:
        assert re.fullmatch(r"[a-z0-9-]+\.png", name), f"“{name}” is no file name for a picture"
        picture = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled")))
        kept = small(picture.crop((0, 0, picture.width, min(picture.height, TALLEST))))
        (self.folder / name).write_bytes(kept)


def small(picture: Image.Image) -> bytes:
    """A picture as PNG with as many colours as its limit in bytes allows."""
    for colours in (128, 64, 32, 16, 8):
        made = io.BytesIO()
        picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
        if made.tell() <= LARGEST:
            break
    return made.getvalue()
