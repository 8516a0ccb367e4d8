"""One module for each button, with one function of the same name.

It takes the open workbook or the program, and tells what it has done. No button looks at the clock: the day is an
argument.
"""
