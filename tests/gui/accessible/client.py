"""Walks through every main page by the keyboard, and says what a screen reader sees there.

Run by the system's Python: ``client.py set-up`` at the first start, ``client.py desk`` with a vault. The
words of the catalog come as one line of JSON.
"""

import json
import sys
import time

from tests.gui.accessible.listening import (
    CONTROL,
    SHIFT,
    Lost,
    describes_itself,
    dump,
    focused,
    key,
    names,
    stand_on,
    tab_to,
    wait,
    wait_for,
    wait_without,
    write,
)

_MOST_ANSWERS = 20
_READING = 0.8
"""Seconds that somebody looks at a page before a key of theirs counts."""


class Walk:
    """Goes from page to page.

    Args:
        words: Of the catalog, by their English.
    """

    def __init__(self, words: dict[str, str]) -> None:
        self._words = words

    def set_up(self) -> None:
        """Go through the first start, and make a vault for two."""
        say = self._words
        stand_on(say["Folder"])
        dump("set-up-place")
        self._numbers("set-up-numbers")
        stand_on(say["Folder"])
        key("Enter")
        stand_on(say["Authority or provider"])
        dump("set-up-unit")
        for text in ("Region Exempel", "Mottagning Linden", "010-555"):
            write(text)
            key("Tab")
        stand_on(say["Sweden"])
        key("Tab")
        wait("kinds of unit", lambda: focused() not in {"", say["Sweden"]})
        key("Space")
        key("Enter")
        self._user("set-up-first", "anna", "sju gula bilar i parken")
        wait("the second user", lambda: focused() == say["Name"] and say["Back"] in names())
        self._user("set-up-second", "bo", "fem hus vid ett berg")
        stand_on(say["Print the three sheets…"])
        dump("set-up-sheets")
        tab_to(say["Show the words"])
        key("Space")
        tab_to(say["Continue"])
        key("Enter")
        stand_on(say["Word {word}, sheet {sheet}"].format(word=1, sheet=1))
        dump("set-up-rehearsal")
        tab_to(say["Postpone…"])
        key("Space")
        stand_on(say["Postpone all the same"])
        key("Space")
        wait_for(say["Unlock"])
        stand_on(say["User"])

    def _user(self, page: str, login: str, passphrase: str) -> None:
        say = self._words
        stand_on(say["Name"])
        dump(page)
        write(login)
        key("Tab")
        write(login)
        tab_to(say["Passphrase"])
        write(passphrase)
        key("Tab")
        write(passphrase)
        key("Enter")

    def _numbers(self, page: str) -> None:
        key("e", held=CONTROL)
        wait_for(self._words["Phone numbers"])
        wait_for(self._words["Back"])
        dump(page)
        key("Escape")
        wait_without(self._words["Phone numbers"])

    def desk(self, passphrase: str) -> None:
        """Come in, look at the desk, hold a conversation, hide."""
        stand_on(self._words["User"])
        dump("lock")
        self._numbers("lock-numbers")
        self._unlock("anna", passphrase)
        dump("today")
        self._people()
        self._marks()
        self._start()
        self._before_asking()
        self._ask()
        self._hand_over(passphrase)
        self._close()
        self._hide()

    def _unlock(self, login: str, passphrase: str) -> None:
        self._enter(login, passphrase)
        wait_for(self._words["Text and contrast"])

    def _enter(self, login: str, passphrase: str) -> None:
        say = self._words
        stand_on(say["User"])
        wait("readiness", lambda: not describes_itself(say["Unlock"]))
        write(login)
        key("Enter")
        stand_on(say["Passphrase"])
        write(passphrase)
        key("Enter")

    def _people(self) -> None:
        say = self._words
        key("f", held=CONTROL)
        stand_on(say["Name, identity number or case number"])
        dump("people")
        write("Testperson")
        key("Enter")
        wait_for(say["Matches"])
        wait_for("Testperson Ek")
        dump("matches")
        key("Enter")
        self._arrive("person", "Write document")
        self._forms_of_person()
        tab_to(say["Write document"])
        key("Space")
        first = say["Page {number} of {count}"].split("{", 1)[0] + "1 "
        # The form comes in parts: whom it goes to, what may be said, and last the paper.
        for part in ("Recipient", "Places", "The paper", "Registration number", "Print"):
            wait_for(say[part])
        wait("the paper", lambda: any(name.startswith(first) for name in names()))
        dump("compose")
        key("Escape")
        wait_for(say["Write document"])
        tab_to(say["Text for the journal"])
        key("Space")
        wait_for(say["Copy the protected part"])
        key("2")
        dump("journal")
        key("Escape")
        wait_for(say["Write document"])
        self._amend()
        self._contact()
        tab_to(say["Text and contrast"])
        key("Space")
        self._arrive("appearance", "Size of text")
        self._upkeep()
        self._routine()

    def _amend(self) -> None:
        """Correct an answer as far as to what would follow, and leave it."""
        say = self._words
        tab_to(say["Correct an answer…"])
        key("Space")
        self._arrive("amend", "Search the list")
        key("Tab")
        key("Space")
        self._arrive("amend-answer", "Why is the answer corrected?")
        key("Escape")
        wait_for(say["Search the list"])
        key("Escape")
        wait_for(say["Write document"])

    def _forms_of_person(self) -> None:
        """Open what is opened in its place: results with an objection, something more to be done."""
        say = self._words
        tab_to(say["Results"])
        key("Space")
        wait_for(say["The person considers something not right …"])
        tab_to(say["The person considers something not right …"])
        key("Space")
        wait_for(say["What the person considers not right"])
        tab_to(say["Add"])
        key("Space")
        self._arrive("person-forms", "By when")

    def _marks(self) -> None:
        """Go on with the conversation that was left at the examination."""
        say = self._words
        key("f", held=CONTROL)
        stand_on(say["Name, identity number or case number"])
        write("Provperson")
        key("Enter")
        wait_for("Provperson Berg")
        key("Enter")
        wait_for(say["Go on"])
        tab_to(say["Go on"])
        key("Space")
        wait_for(say["Pause"])
        for _question in range(2 * _MOST_ANSWERS):
            here = names()
            if say["New mark"] in here:
                break
            if say["Later"] in here:
                tab_to(say["Later"])
                key("Space")
            else:
                write("1")
                key("Enter")
            time.sleep(_READING)
        else:
            raise Lost("no page of marks", names())
        dump("marks")
        key("m")
        time.sleep(_READING)
        dump("marks-new")
        key("F3")
        wait_for(say["Text and contrast"])

    def _contact(self) -> None:
        say = self._words
        key("k")
        self._arrive("contact", "Note an attempt")
        key("a")
        self._arrive("contact-attempt", "Did you reach the person?")
        key("Escape")
        wait_for(say["Note an attempt"])
        key("Escape")
        wait_for(say["Write document"])

    def _upkeep(self) -> None:
        say = self._words
        tab_to(say["Keys and backups"])
        key("Space")
        self._arrive("upkeep", "Your passphrase")
        pages = {
            "passphrase": "Passphrase now",
            "key-file": "Place for a new key file",
            "users": "Add a user…",
            "sheets": "Make sheets",
            "backups": "Folder for backups",
        }
        for digit, (page, there) in enumerate(pages.items(), start=1):
            key(str(digit))
            wait_for(say[there])
            dump(page)
            key("Escape")
            wait_without(say[there])
            wait_for(say["Your passphrase"])

    def _routine(self) -> None:
        say = self._words
        tab_to(say["The unit's routine"])
        key("Space")
        self._arrive("routine", "Save as PDF…")
        tab_to(say["Who may mark the genital area"])
        key("Space")
        self._arrive("markers", "The whole routine")
        key("Escape")
        wait_for(say["Save as PDF…"])
        tab_to(say["Who asks"])
        key("Space")
        self._arrive("routine-item", "Next item")
        key("Escape")
        wait_for(say["Save as PDF…"])
        tab_to(say["Contact list"])
        key("Space")
        self._arrive("contacts", "Near by")
        key("Escape")
        wait_for(say["Save as PDF…"])
        key("d", held=CONTROL)
        self._arrive("duties", "Close")
        key("Escape")
        wait_without(say["Close"])

    def _start(self) -> None:
        say = self._words
        key("n", held=CONTROL)
        self._arrive("start", "To the conversation")
        key("1")
        stand_on(say["Name"])
        dump("start-with-a-name")
        write("Testperson Al")
        key("Enter")

    def _before_asking(self) -> None:
        say = self._words
        wait_without(say["To the conversation"])
        self._arrive("prepare", "Pause")
        key("1")
        key("Enter")
        self._arrive("gate", "Cannot ask now…")
        key("n")
        wait_without(say["Cannot ask now…"])
        dump("reasons")
        key("Escape")
        wait_for(say["Cannot ask now…"])
        time.sleep(_READING)
        for digit in "12345678":
            key(digit)
        key("Enter")
        self._arrive("inform", "Said as written")

    def _ask(self) -> None:
        say = self._words
        while say["Said as written"] in names():
            key("Enter")  # shows what is to be said to its end, before it counts as said
            time.sleep(_READING)
        self._arrive("question", "After a yes")
        key("F1")
        wait_without(say["After a yes"])
        dump("after-yes")
        key("Escape")
        wait_for(say["After a yes"])
        key("e", held=CONTROL)
        self._arrive("emergency", "Urgent: do this")
        key("Escape")
        wait_for(say["After a yes"])

    def _hand_over(self, passphrase: str) -> None:
        say = self._words
        key("h")
        self._arrive("hand-over-ask", "Hand over the screen")
        key("Enter")
        self._arrive("hand-over", "I want to stop")
        tab_to(say["I want to stop"])
        key("Space")
        wait_without(say["I want to stop"])
        self._enter("anna", passphrase)
        wait_for(say["After a yes"])

    def _close(self) -> None:
        say = self._words
        for _question in range(_MOST_ANSWERS):
            here = names()
            if say["Show the summary"] in here:
                break
            self._press("1")
        else:
            raise Lost("no end of questions", names())
        dump("closing")
        tab_to(say["Show the summary"])
        key("Space")
        wait_without(say["Show the summary"])
        dump("outcome")
        key("Escape")
        wait_for(say["Show the summary"])
        key("Enter")
        self._arrive("closed", "To Today")
        key("t")
        wait_for(say["Only spoken"])
        time.sleep(_READING)
        key("2")
        self._arrive("take-home", "Lines on the card")
        key("Escape")
        wait_for(say["To Today"])

    def _press(self, letter: str) -> None:
        """Press a key that leads to another page."""
        time.sleep(_READING)
        before = names()
        key(letter)
        wait("the next page", lambda: names() not in ([], before))

    def _arrive(self, page: str, there: str) -> None:
        """Hear a page, once something that only it has is there."""
        wait_for(self._words[there])
        dump(page)
        time.sleep(_READING)

    def _hide(self) -> None:
        say = self._words
        key("F12", held=SHIFT)
        stand_on(say["Six digits"])
        dump("six-digits")
        key("Escape")
        wait_without(say["Six digits"])
        key("F12")
        wait_without(say["To Today"])
        dump("neutral")
        key("a")
        stand_on(say["Code"])
        dump("neutral-asked")


if __name__ == "__main__":
    given = json.loads(sys.stdin.readline())
    walk = Walk(given["words"])
    if sys.argv[1] == "set-up":
        walk.set_up()
    else:
        walk.desk(given["passphrase"])
