"""`demo`: a nämnd's year with an example, from the plan to the next one."""
