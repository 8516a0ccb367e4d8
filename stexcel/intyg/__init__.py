"""Certificates (intyg): what an IUP has to be certified, official forms filled in with it, and filled forms read back.

The authority's forms are not part of the program, and what their fields mean is data: see :mod:`stexcel.intyg.mapping`.
"""
