import pytest

from gatepost.policy.notices import LANGUAGES, OWN_NOTICES, notice_errors, notices

OWN = {f"notices/{key}.{language}.md": "Words." for key in OWN_NOTICES for language in LANGUAGES}


def said(files: dict[str, str]) -> list[tuple[str, str]]:
    return [(error.file, error.message) for error in notice_errors(OWN | files)]


def test_a_notice_is_a_file_in_each_language() -> None:
    files = {"notices/brand.en.md": "Words.", "notices/brand.fr.md": "Mots.", "notices/README.txt": "", "a.en.md": ""}
    assert list(notices(files)) == [("brand", "en", "Words."), ("brand", "fr", "Mots.")]
    assert said(files) == []


@pytest.mark.parametrize(
    ("files", "file", "message"),
    [
        ({"notices/brand.en.md": "Words."}, "notices/brand.en.md", "add brand.fr.md"),
        ({"notices/brand.fr.md": "Mots."}, "notices/brand.fr.md", "add brand.en.md"),
        ({"notices/brand.de.md": "Worte."}, "notices/brand.de.md", "name it brand.en.md or brand.fr.md"),
        ({"notices/brand.md": "Words."}, "notices/brand.md", "name it brand.en.md or brand.fr.md"),
        ({"notices/fault.fr.md": " \n"}, "notices/fault.fr.md", "the notice is empty"),
    ],
)
def test_a_mistake_in_the_notices_is_told_at_its_file(files: dict[str, str], file: str, message: str) -> None:
    ((where, what),) = said(files)
    assert where == file
    assert message in what


def test_the_notices_that_gatepost_shows_itself_must_be_there() -> None:
    assert {error.file for error in notice_errors({})} == {f"notices/{key}.en.md" for key in OWN_NOTICES}
