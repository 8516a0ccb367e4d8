"""The content of a whole run as tables: what each holds, what its rows must fulfil, and where they do not.

:mod:`~stexcel.frames.iup_tables` and :mod:`~stexcel.frames.unit_tables` say what the tables are,
:mod:`~stexcel.frames.rows` fills them from documents, :mod:`~stexcel.frames.schemas` holds them to their schemas.
"""
