"""What is known of PDF: its objects, what may be hidden in them, and its pages as text and as pictures."""
