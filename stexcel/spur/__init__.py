"""What a unit can show an inspection: an assessment per criterion and regulation, with the evidence for it."""
