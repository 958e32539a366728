"""The words by which the lines of a posting are told apart, in English, German and French."""

import re
from enum import Enum, auto


class Topic(Enum):
    """What stands below a heading."""

    NONE = auto()
    NICE = auto()
    OFFERED = auto()
    APPLYING = auto()
    THEMSELVES = auto()
    ASKED = auto()


def words(patterns: str) -> re.Pattern[str]:
    """Any of the patterns, each of which begins at the beginning of a word."""
    lines = filter(None, map(str.strip, patterns.splitlines()))
    return re.compile(rf"\b(?:{'|'.join(lines)})", re.IGNORECASE)


# The first that fits counts: "desirable skills" are nice to have.
HEADINGS = {
    Topic.NICE: words(
        r"""
        nice[ -]to[ -]haves?|desirable|preferred|bonus (?:points|if|skills)|a plus|extra credit
        optional|von vorteil|wünschenswert|souhaité|atouts?
        """
    ),
    Topic.OFFERED: words(
        r"""
        (?:what )?we offer|our offer|benefits|perks|what(?:[’']s| is) in it for you
        what you(?:[’']ll| will)? (?:get|receive)|in return|compensation|rewards?\b
        why (?:us|join|work|you(?:[’']ll| will))|package|(?:wir|das) bieten|unser angebot
        deine vorteile|ihre vorteile|nous (?:vous )?(?:offrons|proposons)|avantages
        """
    ),
    Topic.APPLYING: words(
        r"""
        how to apply|to apply|apply\b|applying|application|next steps|interested\b|contact\b
        (?:selection|hiring|interview|recruitment) process|bewerbung|bewirb|kontakt|pour postuler
        postuler|candidature|closing
        """
    ),
    Topic.THEMSELVES: words(
        r"""
        about (?!you\b|the (?:role|job|position|candidate|person))|who we are
        our (?:story|company|mission|values|team|culture|commitment)|the company|the team|über uns
        wer wir sind|qui sommes|l[’']entreprise|equal opportunit|diversity
        (?:additional|further|other) information|overview|summary|description|introduction|salary
        location
        """
    ),
    Topic.ASKED: words(
        r"""
        requirements?|required|qualifications?|essentials?\b|must[ -]haves?
        what (?:you(?:[’']ll| will)?|we) (?:bring|need|have|do|be doing|look for|expect)
        what we(?:[’']re| are) looking for|we(?:[’']re| are) looking for|(?:about|who) you\b
        you (?:have|bring|are|will|need)|you[’']ll
        your (?:profile|skills|role|tasks|mission|responsibilities|experience|background)|skills
        experience|expect|responsibilit|duties|tasks|accountabilities|person specification|criteria
        (?:the|about the) (?:role|job|position|candidate|person)|day[ -]to[ -]day|competenc
        profil\b|anforderung|qualifikation|aufgaben|(?:das )?(?:bringst du|bringen sie) mit
        kenntnisse|missions?\b|compétences|formation|exigences
        """
    ),
}
TO_APPLY = words(
    r"""
    (?:send|submit|e-?mail|forward|upload) (?:us |me )?(?:\w+ ){0,4}(?:application|cv|portfolio)
    (?:send|submit|e-?mail|forward|upload) (?:us |me )?(?:\w+ ){0,4}(?:résumé|resume|letter)
    apply (?:now|by|via|online|at|here|today|through|with|directly|before)|to apply\b
    clos(?:es|ing) (?:date|on)|deadline|no (?:agencies|recruiters)|(?:interviews|shortlist\w*) will
    we look forward to (?:hearing|receiving|your|meeting)|click (?:on|here|the|apply)
    reference (?:number|code|no)|(?:questions|queries|enquiries)\b.*(?:\bcontact|@)
    (?:please|informal).{0,30}\bcontact\b|bewerben sie|bewirb dich|(?:senden|schicken) sie
    (?:schick|sende) (?:uns )?deine|ihre bewerbung|deine bewerbung|postule[zr]|envoye[zr]
    votre (?:cv|candidature)|start(?:ing)? as soon as
    """
)
# "Location: Leeds", "Full-time"
IS_A_FACT = re.compile(
    r"(?:(?:job )?location|salary|pay|hours|contract(?: type)?|job (?:type|title|ref\w*)"
    r"|reports? to|reporting to"
    r"|department|start(?:ing)? date|posted|ref(?:erence)?|company|position|workplace"
    r"|employment type|industry|level|team"
    r"|standort|gehalt|arbeitszeit|lieu|salaire|type de contrat|date de début)"
    r"\s*(?:\([^)]*\))?\s*:"
    r"|(?:full|part)[ -]time\b.{0,60}$|(?:permanent|hybrid|remote|on[ -]site|vollzeit|teilzeit|cdi"
    r"|cdd)\b.{0,40}$"
    r"|.{0,60}\((?:[mfwhdx]|div\.?|all genders|/)+\).{0,40}$",
    re.IGNORECASE,
)
OF_THEMSELVES = words(
    r"""
    equal[ -]opportunit|regardless of|we (?:are|[’']re) (?!looking|seeking|after)
    we[’']re (?!looking|seeking|after)|founded in
    is (?:a|an|the|one of the) (?:leading|fast|growing|world|award|global|family|market)
    join (?:us|our)\b|our (?:company|mission|team|clients|customers|story) (?:is|are|has|have)
    we (?:believe|value|celebrate|welcome|encourage)|wir sind (?!auf der suche)
    nous sommes (?!à la recherche)|gegründet|fondée? en|chancengleichheit
    (?:you will|you[’']ll) (?:love|enjoy) |since (?:19|20)\d\d
    """
)
OFFERS = words(
    r"""
    we offer|\d+ (?:days|weeks)(?: of| paid)*(?: annual)? (?:leave|holidays?|vacation|pto)|pension
    health insurance|dental|401 ?\(?k|stock options|equity\b|gym
    free (?:lunch|fruit|coffee|parking)|company car|competitive salary|salary of|bonus scheme
    annual bonus|training budget|parental leave|cycle[ -]to[ -]work|flexible (?:hours|working)
    work from home|staff discount|urlaubstage|tage urlaub|altersvorsorge|jobrad|jobticket
    homeoffice|wir bieten|mutuelle|tickets? restaurant|rtt\b|télétravail
    """
)
ASKS = words(
    r"""
    experience|ability to|able to|abilit|knowledge|degree\b|years?[’']? (?:of|in|as)|skills?\b
    you (?:have|are|can|must|know|speak|bring|enjoy|should|need|will)\b|you[’']ve|you[’']ll
    fluent|fluency|proficien|must\b|required|essential|driving licen[cs]e|understanding of|familiar
    certificat|qualif|looking for|track record|erfahrung|kenntnisse|studium|ausbildung|führerschein
    expérience|maîtrise|diplôme|permis|capacité
    """
)
NICE = words(
    r"""
    nice[ -]to[ -]have|desirable|preferred|preferably|ideally
    (?:is|are|be|as) (?:a )?(?:big |strong |definite )?(?:plus|bonus|advantage)|a (?:big )?plus\b
    advantageous|bonus points|would be (?:great|good|helpful|nice|useful|beneficial)
    not (?:essential|required|a must)|helpful\b|optional|von vorteil|wünschenswert|idealerweise
    gern gesehen|un plus|appréciée?s?\b|souhaitée?s?\b|atout|beneficial
    """
)
MUST = words(
    r"""
    must\b|required|essentials?\b|mandatory|necessary|minimum|at least|you need|non[ -]negotiable
    zwingend|erforderlich|voraussetzung|unerlässlich|mindestens|impérati|indispensable|obligatoire
    exigée?s?\b
    """
)
