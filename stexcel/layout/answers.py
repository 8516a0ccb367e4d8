"""What counts as something a person wrote: not instructions, examples, placeholders or 'not yet'."""

import re
from functools import lru_cache

_TEMPLATE = re.compile(
    r"^\W*(?:ex(?:empel(?:vis)?)?\s?[.:)–-]|exempel\b|t\.?\s?ex\.?\b|till exempel|e\.g\.|example|förslag\s*:|"
    r"fylls? i\b|anges?\b|skrivs?\b|välj\b|klicka\b|beskriv\b|här (?:skrivs|skriver|anges|fyller)|lägg till|infoga|"
    r"dra ned|instruktion|obs[!:]|<[^>]*>$|\[[^\]]*\]$|x{3,}$)",
    re.IGNORECASE,
)
_SUGGESTION = re.compile(r"\W*förslag\s*:\s*\S", re.IGNORECASE)
_EXAMPLE = re.compile(r"^\W*(?:ex\b|exempel|example|e\.g\.|t\.?\s?ex\b)", re.IGNORECASE)
_NOTHING = re.compile(
    r"^[\W_]*(?:vakant|(?:utses|tillsätts|meddelas)(?: senare)?|(?:ska|att|får) utses|"
    r"(?:ej|inte) (?:utse\w*|namngiv\w*|fastställ\w*)|"
    r"ej (?:aktuell\w*|planera\w*|påbörja\w*|bestäm\w*|klar\w*|gjor\w*|tillämpl\w*|bokad)?|"
    r"inte (?:planera\w*|aktuell\w*|påbörja\w*|bestäm\w*)|saknas|inget|inga|ingen|nej|n/?a|tbd|tba|"
    r"planeras(?: senare)?|kommer(?: senare)?|återkommer|senare|vet ej|oklart|tomt|none|se (?:ovan|nedan)|d[:.]?o|dito|"
    r"att (?:planera|bestämma)|får planeras)?(?: ännu| än)?[\W_]*$",
    re.IGNORECASE,
)
_REQUIREMENT = re.compile(
    r"specialistkompetenta läkaren|\bska(?:ll)? (?:\w+ )?(?:kunna|ha|behärska|uppvisa|känna)|"
    r"^(?:självständigt )?kunna\b|\bbehärska\b|uppvisa (?:kunskap|förmåga|kompetens|fördjupad)|ha kunskap om|"
    r"ha förmåga att|^ha (?:god |goda |grundläggande )?(?:kunskap|kännedom|insikt|förmåga)",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def is_template_text(text: str) -> bool:
    """Whether the text belongs to the template: an instruction, example, placeholder or unconfirmed suggestion."""
    return _TEMPLATE.match(text) is not None


@lru_cache(maxsize=8192)
def is_suggestion(text: str) -> bool:
    """Whether a cell's whole text is a suggestion: it begins with ``Förslag:`` until somebody has decided on it."""
    return _SUGGESTION.match(text) is not None


@lru_cache(maxsize=2048)
def is_example(text: str) -> bool:
    """Whether a text says that its row is the template's example."""
    return _EXAMPLE.match(text) is not None


@lru_cache(maxsize=8192)
def is_requirement(text: str) -> bool:
    """Whether the text has the turns of phrase of a målbeskrivning's competence requirements."""
    return len(text) > 25 and _REQUIREMENT.search(text) is not None


@lru_cache(maxsize=8192)
def is_answer(text: str) -> bool:
    """Whether a text states something: neither template text nor a way of saying that nothing is there yet."""
    return _NOTHING.match(text) is None and not is_template_text(text)


_PLANNED = re.compile(
    r"\W*(?:(?:ännu\s)?(?:ej|inte)\s(?:gjord|gjort|utförd|utfört|genomförd|genomfört|klar|klart|hållen|påbörjad)|"
    r"plan(?:erad|erat|eras|ned)?|prel(?:iminär|iminärt)?|(?:in)?boka(?:d|t)|kommande|framtida|kvarstår|återstår)\W*",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def says_planned(text: str) -> bool:
    """Whether a text says nothing but that something is still to be done."""
    return len(text) <= 24 and _PLANNED.fullmatch(text) is not None
