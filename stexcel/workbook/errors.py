"""Why a file gave no grid. Every message is a Swedish text for the user: what is wrong and what to do."""

_BETWEEN = ". "
"""What parts two sentences of a message."""


class WorkbookError(Exception):
    """A file or folder that cannot be used; ``str(error)`` is shown to the user as it stands.

    The first sentence says what is wrong, what follows says what to do.
    """

    @property
    def what(self) -> str:
        """What is wrong: the first sentence."""
        return str(self).partition(_BETWEEN)[0].rstrip(".") + "."

    @property
    def remedy(self) -> str | None:
        """What to do; ``None`` where the message does not say."""
        return str(self).partition(_BETWEEN)[2] or None


class UnreadableFile(WorkbookError):
    """The file is damaged, empty, out of reach, dangerously large or no workbook at all."""


class EncryptedFile(WorkbookError):
    """The file is a workbook, but its content is locked with a password or by rights management."""
