"""Runs every command on terminals of several widths, with and without Unicode and colours.

    check_terminal.py SIMULATE HOSTILE    the program, and a model with hostile names

A line is never wider than the terminal, nor than 100 columns; a terminal whose locale knows no UTF-8
gets ASCII to the last byte; NO_COLOR and terminals that are dumb get no escape sequence; and nothing in
a name is ever obeyed.
"""

import fcntl
import os
import re
import struct
import subprocess
import sys
import termios
import unicodedata

SHORT = ["--duration", "4s"]
LOAD = "web.arrivals.poisson"
COMMANDS = [
    ["--model", "three-instances", *SHORT],
    ["--model", "three-instances", "--scenario", "instance-crash"],
    ["--model", "sync-async", "--scenario", "asShipped"],
    ["--model", "scaling-system", "--scenario", "asShipped"],
    ["--model", "deck"],
    ["--model", "three-instances", *SHORT, "--replications", "3"],
    ["--model", "first", "--confidence", "95%"],
    ["explain", "--model", "three-instances", *SHORT],
    ["explain", "--model", "systems-thinking", "--duration", "20s"],
    ["compare", "--model", "three-instances", *SHORT, "--with", "app.instances=1", "--replications", "4"],
    ["sweep", "--model", "three-instances", *SHORT, "--vary", LOAD + "=300/s,900/s", "--vary", "app.instances=1,2"],
    ["find", "--model", "three-instances", *SHORT, "--vary", LOAD + "=50/s...3000/s", "--precision", "20%",
     "--replications", "4"],
    ["collapse", "--model", "three-instances", "--duration", "10s", "--trigger", "slow=database,factor=20",
     "--size", "for=1s...3s", "--precision", "90%", "--load", LOAD + "=400/s,1600/s"],
    ["sensitivity", "--model", "three-instances", *SHORT, "--vary", "app.instances=1...4",
     "--vary", LOAD + "=100/s...900/s", "--trajectories", "2", "--replications", "2"],
    ["check", "--model", "three-instances"],
    ["list"],
    ["describe", "service"],
    ["help"],
]

# Those that are one text for all terminals: help is read in files, too.
FIXED = ("check", "list", "describe", "help")

# Lines that come while the runs are made, as wide as what is varied, unless the terminal is narrow.
OPEN = ("sweep",)

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
WIDEST = 100
failures = []


def typed(simulate, arguments, columns, **variables):
    """What a terminal of so many columns is sent."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", **variables}
    process = subprocess.Popen([simulate, *arguments], stdin=subprocess.DEVNULL, stdout=theirs,
                               stderr=subprocess.PIPE, env=environment)
    os.close(theirs)
    received = b""
    while True:
        try:
            part = os.read(ours, 1 << 16)
        except OSError:  # how Linux says that the other side has gone
            break
        if not part:
            break
        received += part
    os.close(ours)
    messages = process.stderr.read().decode()
    if process.wait() not in (0, 1, 3):
        sys.exit(f"exit code {process.returncode} of {' '.join(arguments)[:200]}: {messages[:2000]}")
    return received.decode().replace("\r\n", "\n")


def width(text):
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
               for sign in text)


def check(truth, arguments, what):
    if not truth:
        failures.append(what)
        print(f"  ✗ {' '.join(arguments)[:120]}: {what}")


def check_command(simulate, arguments):
    coloured = typed(simulate, arguments, WIDEST)
    # Spaces at the end of a line only matter where they may be underlined.
    plain = re.sub(" +$", "", ESCAPE.sub("", coloured), flags=re.MULTILINE)
    check(plain.strip(), arguments, "something is printed")
    check(not any(unicodedata.category(sign) in ("Cc", "Cf") for sign in plain.replace("\n", "")), arguments,
          "no control characters but those of colours")
    check(typed(simulate, arguments, WIDEST, NO_COLOR="1") == plain, arguments,
          "NO_COLOR takes away the colours and nothing else")
    dumb = typed(simulate, arguments, WIDEST, TERM="dumb", LANG="C")
    check(dumb.isascii() and "\x1b" not in dumb, arguments, "ASCII without colours for a dumb terminal: "
          + ascii([line for line in dumb.split("\n") if not line.isascii()][:2]))
    widths = [] if arguments[0] in OPEN else [(WIDEST, plain), (WIDEST, dumb)]
    if arguments[0] not in FIXED:
        for columns in (60, 80, 200):
            narrow = typed(simulate, arguments, columns, NO_COLOR="1")
            check(columns < WIDEST or narrow == plain, arguments, "a wider terminal changes nothing")
            if columns < WIDEST or arguments[0] not in OPEN:
                widths.append((min(columns, WIDEST), narrow))
    for most, text in widths:
        wide = [line for line in text.split("\n") if width(line) > most]
        check(not wide, arguments, f"{len(wide)} lines are wider than {most}: {wide[:2]}")


def main(simulate, hostile):
    commands = COMMANDS + [["--model", hostile, *SHORT], ["explain", "--model", hostile, *SHORT]]
    for arguments in commands:
        check_command(simulate, arguments)
    if failures:
        sys.exit(f"{len(failures)} checks of terminals failed")
    print(f"{len(commands)} commands are shown as terminals want them")


main(*sys.argv[1:])
