"""Reads and rewrites models and results, for the checks of this folder.

model_tool.py cases              list of models (JSON) to lines "file scenario"
model_tool.py hostile            a model whose names want to be more than names; reads nothing
model_tool.py hostile-name PART  the name of a part of it, markup or long; reads nothing
model_tool.py quoted TEXT        a text as JSON; reads nothing
model_tool.py models             list of models (JSON) to lines "file"
model_tool.py permute ORDER      model with the keys of every object reversed or shuffled
model_tool.py bystander          model with one more component, first of all, that nobody calls
model_tool.py total              digest of a result and the number of its events
model_tool.py parts              digests of the clients and components of a result
model_tool.py version            traceVersion of a result

All others read standard input; all write standard output.
"""

import hashlib
import json
import re
import sys

BYSTANDER = "a-bystander"

# Names that must never be anything but text, wherever they are shown: tags, quotes, signs that change the
# direction of writing, emoji, and as many letters as there may be.
LONG = "long " * 39 + "names"
CLIENT = "\"><b>web"
SERVICE = "a</script>b"
DATABASE = "\u05d0\u05d1\u05d2 \"'data' \U0001f469\U0001f525"
HOSTILE = {
    "format": 1,
    "name": "<script>alert(1)</script>" + "\U0001f525" * 10_000,
    "about": "</script><img src=x onerror=alert(2)> \u202eabc & \"quotes\" \U0001f469\u200d\U0001f467",
    "run": {"duration": "30s"},
    "clients": {
        CLIENT: {
            "arrivals": {"poisson": "80/s"}, "calls": SERVICE, "timeout": "1s",
            "requests": {
                "GET /<img src=x onerror=alert(3)>": {"weight": 1}, "POST ${1}`x`": {"weight": 1},
            },
        }
    },
    "components": {
        SERVICE: {
            "kind": "service", "workers": 1,
            "handles": {"*": [
                {"compute": {"exponential": "6ms"}}, {"call": DATABASE, "as": "read"},
                {"call": LONG},
            ]},
        },
        DATABASE: {"kind": "database", "connections": 2, "read": {"exponential": "2ms"}},
        LONG: {"kind": "service", "workers": 2, "work": {"exponential": "1ms"}},
    },
    "faults": [{"at": "8s", "for": "2s", "outage": DATABASE, "mode": "refuse"}],
    "expect": [{"metric": "errors", "of": CLIENT, "below": "1%"}],
}

# A string, to be kept whatever is in it; a comment; a comma before a closing bracket.
PLAIN = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
TRAILING = re.compile(r'("(?:\\.|[^"\\])*")|,(?=\s*[}\]])')


def model(text):
    """Parses a model, which may have comments and trailing commas."""
    text = PLAIN.sub(lambda match: match[1] or " ", text)
    text = TRAILING.sub(lambda match: match[1] or "", text)
    return json.loads(text)


def permuted(value, key):
    """Returns a value with the members of all its objects in another order."""
    if isinstance(value, list):
        return [permuted(element, key) for element in value]
    if not isinstance(value, dict):
        return value
    members = [(name, permuted(member, key)) for name, member in value.items()]
    return dict(key(members))


def shuffled(members):
    """Returns members in an order that has nothing to do with the file or the alphabet."""
    return sorted(members, key=lambda member: hashlib.sha256(member[0].encode()).digest())


def cases(models):
    """Yields the shipped models, each alone and with each of its scenarios."""
    for entry in models:
        for name in ["-"] + [scenario["name"] for scenario in entry["scenarios"]]:
            if re.search(r"\s", entry["file"] + name):
                sys.exit(f"error: a space in the name of {entry['file']}, {name}")
            yield f"{entry['file']} {name}"


def main(command, *arguments):
    if command == "hostile":
        print(json.dumps(HOSTILE, indent=2))
        return
    if command == "hostile-name":
        print({"markup": SERVICE, "long": LONG}[arguments[0]])
        return
    if command == "quoted":
        print(json.dumps(arguments[0]))
        return
    text = sys.stdin.read()
    if command == "permute":
        order = {"reversed": reversed, "shuffled": shuffled}[arguments[0]]
        print(json.dumps(permuted(model(text), order), indent=2))
    elif command == "bystander":
        changed = model(text)
        bystander = {BYSTANDER: {"kind": "service", "work": "1ms"}}
        changed["components"] = bystander | changed["components"]
        print(json.dumps(changed, indent=2))
    elif command == "models":
        print("\n".join(entry["file"] for entry in json.loads(text)))
    elif command == "cases":
        print("\n".join(cases(json.loads(text))))
    elif command == "total":
        result = json.loads(text)
        print(result["digest"], result["events"])
    elif command == "parts":
        parts = json.loads(text)["digests"]
        if not parts:
            sys.exit("error: the result has no digests of parts")
        for name in sorted(parts.keys() - {BYSTANDER}):
            print(name, parts[name])
    elif command == "version":
        print(json.loads(text)["traceVersion"])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:] or ["help"])
