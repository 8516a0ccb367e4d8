"""How hard hypothesis tries: as usual in the suite, and much harder with ``--hypothesis-profile=fuzz``."""

from hypothesis import settings

settings.register_profile("fuzz", max_examples=3000, deadline=None)
