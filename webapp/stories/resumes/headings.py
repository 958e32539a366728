"""The headings of a résumé, in English, German and French: which tell of work, where stories begin,
and which of something else."""

import re
import unicodedata
from typing import NamedTuple

from webapp.stories.resumes.lines import Line
from webapp.stories.resumes.periods import period_in


class Heading(NamedTuple):
    """As it is written, and whether stories begin under it; None where nobody knows."""

    title: str
    tells: bool | None
    looks: tuple[bool, bool, bool] = (False, False, False)
    indent: int = 0


TELLING = """
experience|experiences|work|work experience|working experience|professional experience|industry experience
employment|employment history|employment record|work history|job history|career history|career|career path
professional background|professional history|positions held|positions|appointments|internships|internship
projects|project experience|portfolio|side projects|open source|research|research experience|teaching
teaching experience|volunteering|volunteer|volunteer experience|volunteer work|voluntary work|voluntary experience
community|community involvement|community service|leadership|leadership experience|extracurricular activities
activities|achievements|accomplishments|career highlights|highlights|military service|management experience
military experience|freelance|freelance work|consulting experience|clinical experience
berufserfahrung|berufserfahrungen|beruflicher werdegang|werdegang|berufspraxis|berufliche erfahrung
berufliche stationen|praktische erfahrung|praktische erfahrungen|praktika|praktikum|projekte|projekterfahrung
projektliste|ehrenamt|ehrenamtliches engagement|ehrenamtliche tatigkeit|ehrenamtliche tatigkeiten|engagement
erfolge|berufstatigkeit|erfahrung|erfahrungen|nebentatigkeit|nebentatigkeiten|tatigkeiten|beschaftigung
experience professionnelle|experiences professionnelles|parcours professionnel|parcours|projets|benevolat
engagement associatif|realisations|stages|stage|emplois|emploi|activites|missions
"""
OTHERS = """
summary|profile|professional summary|executive summary|professional profile|career summary|about|about me
objective|career objective|personal statement|education|academic background|academic history|education and training
qualifications|training|certifications|certification|certificates|licenses|licences|courses|coursework|skills
skill set|technical skills|core competencies|competencies|core skills|expertise|areas of expertise|technologies
tools|software|languages|interests|hobbies|references|referees|awards|honors|honours|honors and awards|publications
patents|talks|presentations|conferences|memberships|affiliations|contact|contact details|contact information
personal details|personal information|additional information|further information|strengths|resume|curriculum vitae
cv|summary of qualifications|professional development|top skills|languages and skills
ausbildung|bildung|bildungsweg|schulischer werdegang|akademischer werdegang|studium|schule|schulbildung
hochschulbildung|weiterbildung|weiterbildungen|fortbildung|fortbildungen|kenntnisse|fahigkeiten|edv kenntnisse
it kenntnisse|edv|sprachkenntnisse|sprachen|interessen|hobbys|personliche daten|personliche angaben
personliches|zur person|kontakt|kontaktdaten|zertifikate|profil|kurzprofil|uber mich|auszeichnungen
veroffentlichungen|publikationen|referenzen|kompetenzen|fachkenntnisse|sonstiges|starken|lebenslauf
formation|formations|education et formation|etudes|diplomes|competences|competences techniques|langues
centres d'interet|loisirs|a propos|distinctions|coordonnees|informations|informations personnelles|divers
informatique|objectif|certificats
"""
# They stand within a job, too.
OF_A_JOB = """
achievements|accomplishments|highlights|responsibilities|duties|main duties|tasks|results|technologies|tools
projects|activities|aufgaben|tatigkeiten|erfolge|projekte|missions|realisations|role|description|skills
"""
QUALIFIERS = (
    "professional relevant selected additional other previous key recent main notable personal related major "
    "paid technical wichtige relevante weitere ausgewahlte principales autres"
).split()
AND = re.compile(r"\s*(?:[&/,|+]|\b(?:and|und|et)\b)\s*")
CONTINUED = re.compile(r"\(?\b(?:continued|cont'?d?|fortsetzung|suite)\.?\)?$")
MAX_SIGNS = 60  # of a heading
INLINE = re.compile(r"([^\W\d][^:]{1,40}):\s+\S")


def names(words: str) -> frozenset[str]:
    return frozenset(name for line in words.split("\n") for name in line.split("|") if name)


TELLS = dict.fromkeys(names(OTHERS), False) | dict.fromkeys(names(TELLING), True)
WITHIN = names(OF_A_JOB)


def heading_of(line: Line) -> Heading | None:
    """The heading that a line is, when it is one that is known."""
    if line.has_bullet or len(line.text) > MAX_SIGNS:
        return None
    is_formed = line.is_marked or line.text.endswith(":") or line.text[:1].isupper()
    tells = told_by(plain(line.text)) if is_formed else None
    return (
        None
        if tells is None
        else Heading(line.text.rstrip(": "), tells, looks_of(line), line.indent)
    )


def looks_of(line: Line) -> tuple[bool, bool, bool]:
    """How it is written, as other headings of its kind are: in capitals, with a colon, marked."""
    return line.text.isupper(), line.text.endswith(":"), line.is_marked


def inline_heading_of(line: Line) -> Heading | None:
    """Of "Skills: Python, SQL"."""
    match = None if line.has_bullet else INLINE.match(line.text)
    tells = told_by(plain(match[1])) if match else None
    return None if tells is None or match is None else Heading(match[1], tells)


def unknown_heading_of(line: Line) -> Heading | None:
    """A heading of a name that isn't known, by how it is written."""
    text = line.text.rstrip(": ")
    if line.has_bullet or len(text) > MAX_SIGNS or period_in(text) or not text[:1].isalpha():
        return None
    is_loud = text.isupper() and len(text) > 3 and len(text.split()) < 6
    return Heading(text, None, looks_of(line), line.indent) if line.is_marked or is_loud else None


def is_within_a_job(line: Line) -> bool:
    return plain(line.text) in WITHIN or unqualified(plain(line.text)) in WITHIN


def plain(text: str) -> str:
    """In small letters without accents and signs around; "E X P E R I E N C E" as one word."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    text = "".join(char for char in letters if not unicodedata.combining(char))
    if re.fullmatch(r"(?:\S ){3,}\S", text.strip(": ")):
        text = text.replace(" ", "")
    text = " ".join(re.sub(r"[-–_]", " ", text).split())
    return CONTINUED.sub("", text.strip(" :.•*#|=►▪")).strip()


def told_by(name: str) -> bool | None:
    known = TELLS.get(name, TELLS.get(unqualified(name)))
    if known is not None or not AND.search(name):
        return known
    both = [TELLS.get(one, TELLS.get(unqualified(one))) for one in AND.split(name)]
    return None if None in both else any(both)


def unqualified(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first in QUALIFIERS else name
