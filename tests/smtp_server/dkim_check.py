"""Judges signatures with dkimpy: one line of JSON in (a message in base64, and what stands in DNS), one out: whether each
of its signatures is right, with what it was made, and which headers it covers."""

import base64
import json
import sys

import dkim

for line in sys.stdin:
    asked = json.loads(line)
    message = base64.b64decode(asked["message"])
    records = {name + ".": text for name, text in asked["records"].items()}

    def txt(name, timeout=5):
        found = records.get(name.decode("ascii") if isinstance(name, bytes) else name)
        return found.encode("ascii") if found else None

    verdicts = []
    for place in range(message.lower().count(b"dkim-signature:")):
        judge = dkim.DKIM(message, minkey=1024)
        try:
            right = judge.verify(idx=place, dnsfunc=txt)
        except dkim.DKIMException:
            right = False
        fields = judge.signature_fields
        covered = "".join(fields[b"h"].decode("ascii").split()).split(":")
        verdicts.append([bool(right), fields[b"a"].decode("ascii"), covered])
    print(json.dumps(verdicts), flush=True)
