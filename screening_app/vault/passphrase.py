"""What a passphrase must be, and how it is read (DESIGN 5).

Length does the work; the list here only stops what everybody tries first. It is short on
purpose: base words that long "passwords" are made of, Swedish and English, checked after taking
away the digits, signs and letter swaps people decorate them with. Names of the product, the unit and the
user are taken out in the same way. As NIST SP 800-63B asks: no composition rules, every code point
counts as one character, nothing is cut off, and no passphrase is too long.
"""

import re
import unicodedata
from collections.abc import Sequence

from screening_app.vault.errors import WeakPassphrase

SHORTEST = 12
FEWEST_WORDS = 5
_SHORTEST_WORD = 3
_FEWEST_SIGNS = 6
_LEAST_OF_ITS_OWN = 6

_SWAPS = str.maketrans("013457@$!€", "oieastasie")
_ROWS = (
    "qwertyuiopåasdfghjklöäzxcvbnm",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "abcdefghijklmnopqrstuvwxyzåäö",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "01234567890123456789",
    "09876543210987654321",
)
_ROW_PART = 4

_COMMON = """
password passwort passphrase losenord lösenord lösen pass word hemligt hemlig secret welcome
välkommen valkommen login logga letmein admin administrator administratör root user användare
test testing default change changeme ändra temp guest gäst master access superman batman
football fotboll hockey baseball soccer dragon monkey shadow sunshine princess prinsessa
iloveyou jagälskardig älskling love kärlek hello hej hejhej tjena ninja trustno trust
sommar summer vinter winter spring våren höst autumn januari februari mars april maj juni juli
augusti september oktober november december january february march may june july august
october måndag tisdag onsdag torsdag fredag lördag söndag monday tuesday wednesday thursday
friday saturday sunday stockholm göteborg malmö sverige sweden england london region kommun
socialtjänst socialtjänsten vårdcentral sjukhus kurator samtal samtalsstöd stöd vault kassaskåp
min mitt mina my the och and is är på det den detta this that computer dator internet abc xyz
samtalsstod conversation support screening correct horse battery staple charlie michael jordan
anna maria johan erik lisa
"""
_WORDS = tuple(sorted(_COMMON.split(), key=len, reverse=True))


def normalise_passphrase(passphrase: str) -> bytes:
    """Return the bytes that keys are derived from: UTF-8 of NFC, so that every keyboard's å is one."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def normalise_login(login: str) -> str:
    """Return the form under which a login is compared: NFC, case folded, single spaces."""
    folded = unicodedata.normalize("NFC", login).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())


def check_passphrase(passphrase: str, *, login: str, names: Sequence[str] = ()) -> None:
    """Refuse a new passphrase that is too short or too common.

    Args:
        names: What else anybody would try here: of the user, the unit, the authority.

    Raises:
        WeakPassphrase: Unless it has twelve characters or five words, and something of its own.
    """
    typed = unicodedata.normalize("NFC", passphrase)
    text = typed.casefold()
    words = [word for word in re.split(r"[\W_]+", text) if len(word) >= _SHORTEST_WORD]
    long_enough = len(typed) >= SHORTEST or len(words) >= FEWEST_WORDS
    known = [word for name in (login, *names) for word in re.split(r"[\W_]+", normalise_login(name))]
    if not long_enough or len(set(text)) < _FEWEST_SIGNS or _own_signs(text, known) < _LEAST_OF_ITS_OWN:
        raise WeakPassphrase(length=SHORTEST)


def _own_signs(text: str, known: Sequence[str]) -> int:
    """Count the signs that remain when names, common words, rows of keys and repeats are taken out."""
    return min(len(_rest(variant, known)) for variant in (text, text.translate(_SWAPS)))


def _rest(text: str, known: Sequence[str]) -> str:
    rest = re.sub(r"(.+?)\1+", r"\1", _without_rows(_without_words(text, known)))
    return re.sub(r"[\W_\d]{1,6}$", "", rest.strip())


def _without_words(text: str, known: Sequence[str]) -> str:
    for word in (*sorted(known, key=len, reverse=True), *_WORDS):
        if len(word) >= _SHORTEST_WORD:
            text = text.replace(word, " ")
    return " ".join(text.split())


def _without_rows(text: str) -> str:
    for row in _ROWS:
        for line in (row, row[::-1]):
            for start in range(len(line) - _ROW_PART + 1):
                text = _take_run(text, line[start:])
    return text


def _take_run(text: str, line: str) -> str:
    at = text.find(line[:_ROW_PART])
    if at < 0:
        return text
    length = _ROW_PART
    while length < len(line) and text.startswith(line[: length + 1], at):
        length += 1
    return text[:at] + text[at + length :]
