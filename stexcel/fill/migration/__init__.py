"""Moving what an IUP says into another template: place it, read it back, and tell what could not be placed."""
