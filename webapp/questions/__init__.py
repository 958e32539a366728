"""Questions: what the person asks the interviewers, tailored and given to one of them each."""
