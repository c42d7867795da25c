"""Errors a user can act on: what was wrong, where, and what to do about it."""


class ReferatError(Exception):
    """Base of every error that `referat` raises on purpose; its text is one line for the user."""


class UnreadableDocumentError(ReferatError):
    """A document that cannot be read: the reason stands in the message, without the path."""


class UnsupportedFormatError(UnreadableDocumentError):
    """A document of a format that no reader serves."""


class ModelError(ReferatError):
    """A model that is missing or broken, or that needs an extra which is not installed."""


class AnnotationError(ReferatError):
    """An annotation that breaks its schema, or that does not fit its document."""


class UsageError(ReferatError):
    """A command or function called with values that cannot be served."""
