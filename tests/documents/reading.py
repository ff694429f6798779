"""Reads a tagged PDF the way a screen reader does: by its structure, with its own decoding.

Shares no code with what wrote the file.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

from tests.helpers.surroundings import CHECKOUT

FONTS: Path = CHECKOUT / "resources" / "fonts"
_BLOCK = re.compile(rb"(\d+) beginbfchar\n(.*?)\nendbfchar", re.DOTALL)


@dataclass(frozen=True)
class Node:
    """An element of the structure: its tag, its own text, and what is below it."""

    tag: str
    text: str
    kids: "tuple[Node, ...]"

    def walk(self) -> "Iterator[Node]":
        """Give this node and all below it."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def words(self) -> str:
        """Return all text from here on, in reading order."""
        return " ".join(node.text for node in self.walk() if node.text)

    def all(self, tag: str) -> "list[Node]":
        """Return the nodes with this tag."""
        return [node for node in self.walk() if node.tag == tag]


@dataclass(frozen=True)
class Page:
    """Content of one page: text by mark number, text of artifacts, and the operators used."""

    marked: Mapping[int, str]
    artifacts: str
    unmarked: str
    operators: tuple[tuple[str, tuple[str, ...]], ...]


def pages_of(pdf: bytes) -> list[Page]:
    """Return the pages' contents."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [_page(page) for page in file.pages]


def structure_of(pdf: bytes) -> Node:
    """Return the structure with the text that belongs to each element."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        numbers = {page.obj.objgen: index for index, page in enumerate(file.pages)}
        contents = [_page(page) for page in file.pages]

        def node(element: pikepdf.Object) -> Node:
            text, kids = "", []
            for kid in element.get("/K", []):
                if kid.get("/Type") == "/MCR":
                    text += contents[numbers[kid.Pg.objgen]].marked[int(kid.MCID)]
                else:
                    kids.append(node(kid))
            return Node(str(element.S)[1:], text, tuple(kids))

        (document,) = file.Root.StructTreeRoot.K
        return node(document)


def plain_text(pdf: bytes) -> list[str]:
    """Return each page's text as another library finds it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Return the text without white space."""
    return "".join(text.split())


def _page(page: pikepdf.Page) -> Page:
    fonts = {name: _characters(font) for name, font in page.Resources.Font.items()}
    marked: dict[int, str] = {}
    stack: list[int | None] = []
    artifacts, unmarked, font = "", "", ""
    operators = []
    for instruction in pikepdf.parse_content_stream(page):
        assert isinstance(instruction, pikepdf.ContentStreamInstruction)
        operands, name = instruction.operands, str(instruction.operator)
        operators.append((name, tuple(map(str, operands))))
        if name == "BDC":
            stack.append(int(operands[1].MCID) if "/MCID" in operands[1] else None)
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = str(operands[0])
        elif name == "Tj":
            text = "".join(fonts[font][byte] for byte in bytes(operands[0]))
            if not stack:
                unmarked += text
            elif (number := stack[-1]) is None:
                artifacts += text + "\n"
            else:
                marked[number] = marked.get(number, "") + text
    return Page(marked, artifacts, unmarked, tuple(operators))


def _characters(font: pikepdf.Object) -> dict[int, str]:
    """Return what each code of a font says, from its character map."""
    characters = {}
    for count, block in _BLOCK.findall(font.ToUnicode.read_bytes()):
        lines = block.split(b"\n")
        assert len(lines) == int(count) <= 100, "a block of a character map holds 100 at most"
        for line in lines:
            code, unit = line.decode().strip("<>").split("> <")
            characters[int(code, 16)] = bytes.fromhex(unit).decode("utf-16-be")
    return characters
