"""Changes of an answer sheet as text: (text, changes) -> text, with everything else kept byte for byte; pure."""
