"""The closed values of facts (`gatepost/facts.py`) -> the words that reviewers read: what `evidence_words.py` makes sentences of."""

from gatepost.console.translation import N_

CHECKS = {"valid": N_("check digit valid"), "none": N_("no check digit is known")}
SUFFIXES = {"seen": N_("with the suffix of a business number"), "none": N_("no business number suffix")}

# How a password stands to the word that announces it.
RELATIONS = {
    "sign": N_("behind a colon or another sign"),
    "verb": N_("behind a verb, as in “the password is”"),
    "beside": N_("right behind its word"),
    "further": N_("behind what it opens"),
    "apart": N_("behind a comma or in brackets"),
    "next": N_("in the next sentence"),
    "loose": N_("some words behind"),
    "before": N_("said before its word"),
}

# How it is known without a cue.
BY = {
    "shape": N_("known by its own shape"),
    "neighbour": N_("in a list, behind one that is known"),
    "address": N_("within an address or a command"),
    "door": N_("as the code of a door, a lock or a device"),
    "login": N_("in talk of logging in"),
    "pieces": N_("given in pieces"),
    "encoded": N_("encoded"),
    "agency": N_("the agency is named"),
    "government": N_("the Government of Canada is named"),
    "opening": N_("the text opens with an official account"),
    "target": N_("what is answered belongs to an official account"),
    "two-languages": N_("the name in both languages on lines of its own"),
    "block": N_("name, title and agency on lines of their own"),
}

# How a marking or a number stands in its text.
STANDS = {
    "alone": N_("alone on its line"),
    "heading": N_("at the head of a line"),
    "bracketed": N_("in brackets"),
    "apart": N_("set apart by signs"),
    "conditional": N_("with a condition, as in “when completed”"),
    "joined": N_("joined to a name by an underscore"),
    "tagged": N_("as a hashtag"),
    "stated": N_("the text says so of itself"),
    "capitals": N_("in capitals, unlike the words around it"),
    "clause": N_("a sentence of its own"),
    "document": N_("beside words of a document"),
    "shown": N_("the text says that it stands on something"),
    "labelled": N_("behind a label, as in “classification:”"),
    "ticked": N_("ticked in a form"),
    "quoted": N_("quoted by itself"),
    "caveat": N_("with a caveat, a date or an annex beside it"),
    "two-languages": N_("in both languages side by side"),
    "allied": N_("behind the name of an alliance"),
    "disguised": N_("disguised at the head of a line"),
    "containing": N_("the text says that it contains such"),
    "title": N_("written as a title"),
    "paragraph": N_("as the mark of a paragraph"),
    "broken": N_("broken by other signs or words"),
}

# Which disguise was undone to read it.
VIEWS = {
    "spaced": N_("written with gaps between the letters"),
    "joined": N_("written with signs within the words"),
    "syllables": N_("written in syllables"),
    "letters": N_("written with digits or signs for letters"),
    "apart": N_("written without blanks between the words"),
    "digits": N_("written out in words"),
    "decoded": N_("written in a code"),
    "reversed": N_("written backwards"),
    "rotated": N_("written with other letters of the alphabet"),
}

# What stands beside an identifier, and with it points at somebody.
WITH = {
    "name": N_("full name"),
    "sin": N_("social insurance number"),
    "health-card": N_("health card"),
    "passport": N_("passport"),
    "driver-licence": N_("driver’s licence"),
    "payment-card": N_("payment card"),
    "date-of-birth": N_("date of birth"),
    "postal-code": N_("postal code"),
    "trait": N_("a trait, such as the sex"),
}

# What stands in the columns of records, by the kinds of `detectors/microdata/kinds.py`.
COLUMNS = {
    "name": N_("name"),
    "record": N_("record number"),
    "age": N_("age"),
    "sex": N_("sex or gender"),
    "birth": N_("birth"),
    "postal-code": N_("postal code"),
    "address": N_("address"),
    "contact": N_("telephone or e-mail"),
    "number": N_("number of a person or business"),
    "income": N_("income"),
    "status": N_("marital status"),
    "work": N_("work"),
    "health": N_("health"),
    "home": N_("housing"),
    "origin": N_("origin or language"),
    "place": N_("place"),
    "answer": N_("answer"),
    "firm": N_("business name"),
    "industry": N_("industry"),
    "staff": N_("number of employees"),
    "revenue": N_("revenue"),
    "count": N_("count of many"),
    "herd": N_("livestock"),
    "detail": N_("details in words"),
    "circumstances": N_("circumstances of life"),
    "small-cells": N_("counts of very few"),
    "sex-letter": N_("letter for the sex"),
    "postal-area": N_("beginning of a postal code"),
    "money": N_("amount of money"),
    "small": N_("number up to an age"),
    "large": N_("large number"),
    "year": N_("year"),
    "date": N_("date"),
    "time": N_("time"),
    "percent": N_("percentage"),
    "range": N_("range"),
    "decimal": N_("decimal number"),
    "ordinal": N_("rank"),
    "measure": N_("measure"),
    "code": N_("code"),
    "link": N_("link"),
    "millions": N_("millions"),
}
