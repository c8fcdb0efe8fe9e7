"""The notices of a folder: `notices/<key>.<language>.md`, each in both languages or not at all."""

from collections.abc import Iterator, Mapping

from gatepost.errors import PolicyError

LANGUAGES = ("en", "fr")
OWN_NOTICES = ("fault", "prohibited")  # shown by no rule: a failure of ours, a platform that may not be used at all


def notices(files: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Key, language and text of each file `notices/<key>.<language>.md`."""
    for name, text in files.items():
        folder, _, file = name.partition("/")
        if folder == "notices" and file.endswith(".md"):
            key, _, language = file.removesuffix(".md").partition(".")
            yield key, language, text


def notice_errors(files: Mapping[str, str]) -> Iterator[PolicyError]:
    """What is wrong with the notices, whatever the rules say."""
    written = {(key, language) for key, language, _ in notices(files)}
    for key in OWN_NOTICES:
        if not any((key, language) in written for language in LANGUAGES):
            yield PolicyError("the notice is missing: Gatepost itself shows it", file=f"notices/{key}.en.md")
    for key, language, text in notices(files):
        file = f"notices/{key}.{language}.md" if language else f"notices/{key}.md"
        if language not in LANGUAGES:
            yield PolicyError(f"a notice is in English or French: name it {key}.en.md or {key}.fr.md", file=file)
        elif not text.strip():
            yield PolicyError("the notice is empty: say what was found, what is asked, and whom to ask", file=file)
        for other in LANGUAGES:
            if language in LANGUAGES and (key, other) not in written:
                yield PolicyError(f"the same notice is missing in the other language: add {key}.{other}.md", file=file)
