"""What each icon draws: SVG paths on a grid of 24, line only (VISUAL 7)."""

from typing import Final

PATHS: Final = {
    # padlock, closed, for lock
    "lock": (
        "M7.5 11V8a4.5 4.5 0 0 1 9 0v3 M6.5 11h11a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 "
        "1.5h-11A1.5 1.5 0 0 1 5 18.5v-6A1.5 1.5 0 0 1 6.5 11z M12 14.5v2"
    ),
    # screen with a stroke through it, for quick hide
    "hide": "M4 5h16v11H4z M9 20h6 M12 16v4 M4 5l16 11",
    # circle with exclamation mark, for emergency, warning
    "urgent": "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z M12 7.5v5.5 M12 16.2v.1",
    # handset, for numbers, contact
    "phone": (
        "M6.3 4h2.9l1.5 3.9-1.9 1.4a10.5 10.5 0 0 0 5.9 5.9l1.4-1.9 3.9 1.5v2.9a1.6 1.6 0 0 1-1.7 "
        "1.6A14.5 14.5 0 0 1 4.7 5.7 1.6 1.6 0 0 1 6.3 4z"
    ),
    # speech bubble, for conversation
    "speech": ("M6 4.5h12a2 2 0 0 1 2 2v7.5a2 2 0 0 1-2 2h-6.5L7 19.8V16H6a2 2 0 0 1-2-2V6.5a2 2 0 0 1 2-2z"),
    # calendar leaf, for today, date
    "today": (
        "M5.5 5.5h13a1.5 1.5 0 0 1 1.5 1.5v11.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 "
        "18.5V7a1.5 1.5 0 0 1 1.5-1.5z M4 10h16 M8 3.5v4 M16 3.5v4"
    ),
    # two heads, for persons, recipients
    "people": (
        "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11z M3.5 19.5c0-3.3 2.3-5.5 5.5-5.5s5.5 2.2 5.5 "
        "5.5 M15.5 5a3 3 0 0 1 0 5.8 M16.5 14.3c2.4.5 4 2.5 4 5.2"
    ),
    # one head, for user, the person
    "person": "M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4z M5 20c0-3.6 3-6 7-6s7 2.4 7 6",
    # sheet with folded corner, for document
    "document": (
        "M7.5 3.5H14l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5H7.5A1.5 1.5 0 0 1 6 19V5a1.5 1.5 0 0 1 "
        "1.5-1.5z M13.8 3.7V8h4.5 M9.2 12.5h5.8 M9.2 16h5.8"
    ),
    # printer
    "print": (
        "M7.5 8.5v-5h9v5 M7.5 16.5H5.5A1.5 1.5 0 0 1 4 15v-5a1.5 1.5 0 0 1 1.5-1.5h13A1.5 1.5 0 0 1 "
        "20 10v5a1.5 1.5 0 0 1-1.5 1.5h-2 M7.5 13.5h9v7h-9z"
    ),
    # clock, for follow-up, deadline
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M12 7.5V12l3 2",
    # tick, for done, saved, allowed
    "check": "M5 12.5l4.7 4.7L19 7.5",
    # plus, for add
    "plus": "M12 5v14 M5 12h14",
    # minus, for not done, unknown
    "minus": "M5 12h14",
    # arrow back (mirrored in RTL)
    "left": "M19 12H5 M11 6l-6 6 6 6",
    # arrow on (mirrored in RTL)
    "right": "M5 12h14 M13 6l6 6-6 6",
    # opens a list
    "chev-down": "M6 9.5l6 6 6-6",
    # opens a row (mirrored in RTL)
    "chev-right": "M9.5 6l6 6-6 6",
    # magnifier, for search, enlarge
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z M15.3 15.3L20.5 20.5",
    # pencil, for staff note, annotation
    "note": "M4.5 19.5l.9-4L15.6 5.3a1.7 1.7 0 0 1 2.4 0l.7.7a1.7 1.7 0 0 1 0 2.4L8.5 18.6z M13.8 7.2l3 3",
    # figure, for marks on the body
    "body": (
        "M12 7.3a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2z M5.5 12.5L9.5 9.5h5l4 3 M9.7 9.5v11 M14.3 "
        "9.5v11 M12 15v5.5"
    ),
    # small figure, for children
    "child": (
        "M12 9.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4z M7 14.5c1-1.6 2.7-2.5 5-2.5s4 .9 5 2.5 "
        "M9.5 13v7.5 M14.5 13v7.5"
    ),
    # key, for passphrase, access
    "key": "M8 11.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M11 12.7L19.5 4.2 M16 7.7l2.8 2.8 M13.5 10.2l2 2",
    # three bars, for statistics
    "chart": "M4 20h16 M7 20v-6 M12 20V8 M17 20v-9",
    # arrow into a tray, for backup, save file
    "backup": "M4 14.5v3A1.5 1.5 0 0 0 5.5 19h13a1.5 1.5 0 0 0 1.5-1.5v-3 M12 4v10.5 M8 11l4 4 4-4",
    # globe, for language
    "language": (
        "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M3.5 12h17 M12 3.5c2.4 2.4 3.5 5.3 3.5 "
        "8.5s-1.1 6.1-3.5 8.5c-2.4-2.4-3.5-5.3-3.5-8.5S9.6 5.9 12 3.5z"
    ),
    # Aa, for text size and contrast
    "text": (
        "M3.5 18L8 6.5 12.5 18 M5.2 14h5.6 M20 12.5V18 M20 15.2a2.7 2.7 0 1 1-5.4 0 2.7 2.7 0 0 1 5.4 0z"
    ),
    # loudspeaker, for read aloud
    "listen": "M4.5 10v4h3.5l4.5 3.8V6.2L8 10z M15.5 9.3a4 4 0 0 1 0 5.4 M17.8 6.8a7.5 7.5 0 0 1 0 10.4",
    # question mark in a circle, for help, decision aid
    "help": (
        "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M9.7 9.7a2.4 2.4 0 1 1 3.4 "
        "2.2c-.8.4-1.1.9-1.1 1.8 M12 16.5v.1"
    ),
    # i in a circle, for information
    "info": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M12 11v5.5 M12 7.7v.1",
    # flag, for an answer that counts whatever the sum
    "flag": "M6 20.5V4 M6 4.5h11.5l-2.5 4 2.5 4H6",
    # tray, for to review
    "inbox": (
        "M4 14l2.5-8.5h11L20 14v4.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5z M4 14h4.5l1.5 "
        "2.5h4l1.5-2.5H20"
    ),
    # map pin, for location data
    "pin": (
        "M12 20.5c4-4.3 6.5-7.3 6.5-10.5a6.5 6.5 0 0 0-13 0c0 3.2 2.5 6.2 6.5 10.5z M12 12.3a2.4 "
        "2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z"
    ),
    # eye, for show, what happens next
    "eye": "M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6z M12 14.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z",
    # clock with arrow back, for log, pattern over time
    "history": "M4.5 8.5A8.5 8.5 0 1 1 3.6 13 M4 4v4.7h4.7 M12 7.8V12l2.8 1.9",
    # two sliders, for settings
    "settings": (
        "M4 7.5h9 M17.5 7.5H20 M15.2 9.7a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z M4 16.5h2.5 M11 "
        "16.5h9 M8.8 18.7a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z"
    ),
    # two bars, for pause
    "pause": "M8.5 5.5v13 M15.5 5.5v13",
    # cross, for close, not allowed
    "close": "M6 6l12 12 M18 6L6 18",
    # signature on a line, for sign
    "sign": "M4 17.5c3-8 5.5-11 7-10s-2.5 8-1 9 3-4.5 4.5-4 0 3 1.5 3.5 2.5-.5 4-1.5 M4 20.5h16",
    # open hand, for hand over the screen
    "handover": (
        "M4 7.5h9a2 2 0 0 1 2 2v0a2 2 0 0 1-2 2H9 M15 9.5l3.5-1.5a1.6 1.6 0 0 1 1.5 2.8L14 15.5H7l-3 2"
    ),
    # two links, for linked entry
    "link": (
        "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1 M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1"
    ),
    # camera, for photo
    "photo": (
        "M5 7.5h3l1.5-2.5h5L16 7.5h3a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 "
        "3.5 18V9A1.5 1.5 0 0 1 5 7.5z M12 16.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6z"
    ),
}
"""Path by name."""

MIRRORED: Final = frozenset({"left", "right", "chev-right"})
"""The only ones that turn round where people read from right to left (VISUAL 12)."""
