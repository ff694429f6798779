"""The entry: hardens the process, then hands over to the window or the command line.

Hardening comes before any other import of ours, so that nothing has run without it: no core
dump, no other process of the user reading our memory, and no network (promises 3 and 10). It is
a net below our own code, which imports no network module at all; code that calls into C by
itself is outside what an audit hook can see.
"""

import os
import sys
from collections.abc import Mapping, Sequence

NETWORK_EVENTS = frozenset(
    {
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.getservbyname",
        "socket.getservbyport",
        "socket.sendmsg",
        "socket.sendto",
    }
)
_MADE, _LOCAL = "socket.__new__", 1
"""The making of a socket, and the number of the local family."""

TOUR = "tour"
"""The demo's own command: the windows show themselves. It stands in no help, for it is of no other use."""

PREVIEW = "preview"
"""The window of ``forms preview``, which starts it; it stands in no help either."""

PRACTICE = "practice-window"
"""The window of ``practice``, which starts it as the lock screen does; it stands in no help either."""

PICTURE = "picture"
"""What decodes a photograph from outside, started by the window; it stands in no help either."""

_PR_SET_DUMPABLE = 4
_INTERRUPTED = 130


class NetworkRefused(PermissionError):
    """Something in this process tried to reach the network; nothing leaves (promise 10)."""


def refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse to connect, bind, send and look up names, local sockets included, and to make any other socket.

    An audit hook. One that nobody bound can still listen: so there is none but of the local kind, whose pairs
    are how threads wake each other.

    Raises:
        NetworkRefused: If the event is one of these.
    """
    made = event == _MADE and arguments[1:2] != (_LOCAL,)
    if made or event in NETWORK_EVENTS:
        message = f"Nothing leaves: this process may not use the network ({event})."
        raise NetworkRefused(message)


def harden() -> None:
    """Turn off core dumps, reading of our memory by others, and the network, for good."""
    sys.addaudithook(refuse_network)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 (POSIX only)

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        import ctypes  # noqa: PLC0415 (Linux only)

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window, or run a command and return its exit status.

    Args:
        argv: The arguments without the program's name; None means those of the process.
    """
    try:
        harden()
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:  # while it was still being loaded: nothing has begun
        return _INTERRUPTED


def _run(words: Sequence[str]) -> int:
    if words[:1] == [TOUR]:
        from screening_app.gui.tour.guide import run_tour  # noqa: PLC0415 (Qt)

        return run_tour(words[1:])
    if words[:1] == [PICTURE]:
        from screening_app.gui.picture_child import run_picture  # noqa: PLC0415 (Qt)

        return run_picture(words[1:])
    if words[:1] == [PREVIEW] and has_display(os.environ):
        from screening_app.gui.rehearsal import run_rehearsal  # noqa: PLC0415 (Qt)

        return run_rehearsal(words[1:])
    if words[:1] == [PRACTICE] and has_display(os.environ):
        from screening_app.gui.practice import run_practice  # noqa: PLC0415 (Qt)

        return run_practice(words[1:])
    if has_display(os.environ):
        from screening_app.gui.start import window_options  # noqa: PLC0415 (only what is hardened may load more)

        options = window_options(words)
        if options is not None:
            from screening_app.gui.app import run_application  # noqa: PLC0415 (Qt)

            return run_application(options)
    from screening_app.cli.main import run_command  # noqa: PLC0415 (only what is hardened may load more)

    return run_command(words)


def has_display(environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
