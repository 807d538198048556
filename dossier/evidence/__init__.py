"""The claim-source graph and what is asked of it: who names whom, who rests on whom, what contradicts, what falls."""
