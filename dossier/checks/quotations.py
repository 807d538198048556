"""What is quoted stands in its source, and what is cited is there: as far as the texts of the sources are at hand."""

from __future__ import annotations

from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, Span, error, warning

TELLS = {
    "quotation": Name("A quotation holds words, and they stand in the paragraph that it cites.", "error"),
    "quotation-marks": Name("A quotation is written without quotation marks of its own."),
    "long-quotation": Name("A quotation has 500 words at most."),
    "unverified-quotation-marks": Name("Words in quotation marks within prose cite what they quote."),
    "unknown-label": Name("Each paragraph that is cited is one of the source’s text.", "error"),
}

MOST_WORDS: Final = 500
MOST_ADVICE: Final = 50  # beyond, nobody reads it, and a search through whole texts takes milliseconds
_PAIRS: Final = frozenset(('""', "“”", "„“", "„”", "«»", "''", "‘’"))


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find quotations that can't be any, quotations and words in quotation marks that the source doesn't have, unknown labels."""
    out: list[Problem] = []
    for view in evidence.claims:
        if quote := view.claim.quote:
            span = view.claim.place_of("quote")
            unfit = _unfit(quote, span)
            out += unfit
            if evidence.texts and not any(problem.name == "quotation" for problem in unfit):
                out += _misquoted(evidence, view.id, quote, span, advise=len(out) < MOST_ADVICE)
    if evidence.texts:
        out += _unknown_labels(evidence)
        out += _in_prose(dossier, evidence)
    return out


def _unfit(quote: str, span: Span) -> list[Problem]:
    """Find what no text is needed for: no words at all, one character, a whole article, marks round it."""
    out: list[Problem] = []
    if quote[0] + quote[-1] in _PAIRS and len(quote) > 1:
        hint = "write the words alone; the brief sets the marks of its language"
        out.append(warning("quotation marks stand round this quotation", span, hint, "quotation-marks"))
    count = len(quote.split())
    if count > MOST_WORDS:
        message = f"a quotation of {count:,} words"
        hint = f"a brief quotes what it needs, {MOST_WORDS} words at most; [...] marks a cut"
        out.append(warning(message, span, hint, "long-quotation"))
    found = _letters(quote)
    if found < 2:
        message = "this quotation is a single character" if found else "this quotation holds no word of its source"
        out.append(error(message, span, "quote whole words; insertions in [ ] and signs don't count", "quotation"))
    return out


def _letters(quote: str) -> int:
    """Count the letters and digits that aren't inserted by us."""
    if "[" not in quote:
        return sum(map(str.isalnum, quote))
    from dossier.quotations.parsing import letters, parse

    return letters(parse(quote))


def _misquoted(evidence: Evidence, id: str, quote: str, span: Span, *, advise: bool) -> list[Problem]:
    from dossier.quotations.verifying import wrong

    view = evidence.claim(id)
    cited = [source for source in view.sources if source.kind == "source"]
    problem = wrong(evidence, quote, cited, span, "this quotation", advise=advise)
    return [problem] if problem else []


def _unknown_labels(evidence: Evidence) -> list[Problem]:
    """Find citations of paragraphs that the text doesn't have."""
    out = []
    for use in evidence.uses:
        text = evidence.texts.get(use.on)
        label = next((wrong for at in use.locators if (wrong := text.unknown(at))), "") if text else ""
        if text and label:
            hint = f"its text has {text.labels()}"
            out.append(error(f"{use.on!r} has no paragraph with the label {label!r}", use.span, hint, "unknown-label"))
    return out


def _in_prose(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Check words in quotation marks against what they cite; tell those that cite nothing."""
    from dossier.quotations.parsing import letters, parse
    from dossier.quotations.quoted import quoted
    from dossier.quotations.verifying import MISSING, standing, wrong

    out: list[Problem] = []
    for words in quoted(dossier):
        cited = [source for cite in words.cites for source in evidence.citation(cite).sources]
        if not words.cites and letters(parse(words.text)):
            message = f"nothing is cited for the words in quotation marks, “{_short(words.text)}”"
            hint = "cite the paragraph that has them behind them, or use *emphasis* for words of your own"
            out.append(warning(message, words.span, hint, "unverified-quotation-marks"))
        elif cited and standing(evidence, words.text.rstrip(",.;:"), cited).how == MISSING:
            text, what = words.text.rstrip(",.;:"), f"“{_short(words.text)}”"
            problem = wrong(evidence, text, cited, words.span, what, advise=len(out) < MOST_ADVICE)
            out += [problem._replace(word="")] if problem else []  # the place is that of the citation
    return out


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
