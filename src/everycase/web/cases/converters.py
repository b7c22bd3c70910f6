"""A child's id in an address, whatever the case-management system puts into ids."""

from __future__ import annotations

from urllib.parse import unquote


class ChildId:
    """Any text. What would end the part of the address, such as a slash, is written as %2F."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """The id."""
        return unquote(value)

    def to_url(self, value: str) -> str:
        """The id as a part of an address; Django encodes the rest, the % included."""
        return value.replace("%", "%25").replace("/", "%2F")
