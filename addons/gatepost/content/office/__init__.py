"""What is known of Office Open XML (ECMA-376): its packages, its vocabularies, workbooks, numbers and properties."""
