"""`importera`: a plan out of the documents that there are. Nothing is guessed in silence."""
