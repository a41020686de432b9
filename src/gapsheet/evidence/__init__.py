"""What an answer points to: found or not, judged nowhere."""
