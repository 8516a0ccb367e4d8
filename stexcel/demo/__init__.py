"""An invented clinic of seven residents with typical faults, for the first hour with the program."""
