"""Why a file gave no grid. Every message is a Swedish text for the user: what is wrong and what to do."""


class WorkbookError(Exception):
    """A file or folder that cannot be used; ``str(error)`` is shown to the user as it stands."""


class UnreadableFile(WorkbookError):
    """The file is damaged, empty, out of reach, dangerously large or no workbook at all."""


class EncryptedFile(WorkbookError):
    """The file is a workbook, but its content is locked with a password or by rights management."""
