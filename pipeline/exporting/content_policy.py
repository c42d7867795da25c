"""What a page of ours may load and run: its own style and script, and nothing from anywhere."""

import base64
import hashlib


def content_policy(style: str, script: str) -> str:
    """The element that holds a browser to it, to stand first in the head after the charset.

    Args:
        style: Text of the page's one style element.
        script: Text of its one script element.
    """
    policy = (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; "
        f"script-src 'sha256-{_hash(script)}'; base-uri 'none'; form-action 'none'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
