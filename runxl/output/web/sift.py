"""Ways to sift the rows of a page. They show once the page's script runs: without it, everything is shown."""

from __future__ import annotations

from collections.abc import Iterable

from runxl.output.web.hypertext import Attribute, Html, tag


class Sieve:
    """`kinds`: what one may sift by. What a row holds of each is told by numbers: the script sees no texts."""

    def __init__(self, *kinds: str) -> None:
        self._kinds: dict[str, dict[str, int]] = {kind: {} for kind in kinds}

    def holds(self, *held: Iterable[str]) -> dict[str, Attribute]:
        """A row's attributes: what it holds of each kind, in their order."""
        return {"data_rad": True} | {
            f"data_f{place}": " ".join(str(known.setdefault(one, len(known))) for one in dict.fromkeys(words) if one)
            for place, (known, words) in enumerate(zip(self._kinds.values(), held, strict=True))
        }

    def form(self) -> Html:
        """A list for each kind that there are several of, and a sentence of how many rows are shown."""
        lists = (self._list(place, kind, known) for place, (kind, known) in enumerate(self._kinds.items()))
        reset = tag("button", "Visa alla", type="button")
        said = tag("p", role="status")
        return tag("form", *lists, reset, said, class_="sift", hidden=True, aria_label="Välj vad som visas")

    @staticmethod
    def _list(place: int, kind: str, known: dict[str, int]) -> Html | None:
        if len(known) < 2:  # noqa: PLR2004 - of one there is nothing to choose
            return None
        options = (tag("option", word, value=number) for word, number in known.items())
        name = f"val-{place}"
        chosen = tag("select", tag("option", "Alla", value=""), *options, id=name, data_f=place)
        return tag("div", tag("label", kind, for_=name), chosen)
