"""Answers kept by content, so that the same question to the same model is asked once.

Here belongs the keeping of answers as files. An answer is kept only after it could be read; no key, header or address
is ever in a file.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from pipelines.coding.chat.prompt import VERSION
from warehouse.home import Home


def load(model: str, text: str) -> str | None:
    """What the model answered to this text under the present prompt; None where that is not known or not readable."""
    try:
        kept = json.loads(_file(model, text).read_bytes())
    except (OSError, ValueError):
        return None
    answer = kept.get("answer") if isinstance(kept, dict) else None
    return answer if isinstance(answer, str) else None


def store(model: str, text: str, answer: str) -> None:
    """Keep the answer: written aside and moved into place. Where the folder cannot be written, nothing is kept."""
    file = _file(model, text)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=file.parent, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump({"model": model, "prompt": VERSION, "answer": answer}, out)
            Path(part).replace(file)
        except OSError:
            Path(part).unlink(missing_ok=True)


def _file(model: str, text: str) -> Path:
    digest = hashlib.sha256("\0".join((model, VERSION, text)).encode("utf-8", "surrogatepass")).hexdigest()
    return Home.from_environment().root / "cache" / "chat" / f"{digest}.json"
