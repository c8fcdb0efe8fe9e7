"""Who was it: how a pseudonym is led back to a person, by two people and on record, and by nobody else."""
