"""When a målbeskrivning cannot be used at all."""


class CatalogueError(Exception):
    """What is wrong with the document and what to do; ``str(error)`` is Swedish and meant for the user."""
