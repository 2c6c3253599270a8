"""What a test needs of a browser, whichever it is."""

from typing import Any, Protocol

# Brings an element into view and waits until it stands still: a page that scrolls smoothly would have the mouse miss.
SETTLE = """async (selector) => {
  const found = document.querySelector(selector);
  const frame = () => new Promise((go) => requestAnimationFrame(go));
  for (let last = NaN, still = 0; still < 3; ) {
    found.scrollIntoView({ block: "center", behavior: "instant" });
    await frame();
    const { y } = found.getBoundingClientRect();
    still = y === last ? still + 1 : 0;
    last = y;
  }
}"""


class Page(Protocol):
    """A page in a browser."""

    def go(self, url: str) -> None:
        """Open an address."""

    def ask(self, function: str, *arguments: object) -> Any:
        """Call a function of the page, wait for what it promises, and give it as plain data."""

    def press(self, selector: str) -> None:
        """Press what the selector finds, in its middle, with a mouse."""

    def type(self, keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
