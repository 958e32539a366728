"""Postings in the layouts that people paste, and what each line of them is: H a heading, B what
they say of themselves, O what they offer, A how to apply; R, M and N what they ask for, as usual,
as a must, as nice to have."""

POSTINGS = {
    "british, with bullets": """
        B Customer Operations Lead
        B Location: Leeds (hybrid)
        B Salary: £38,000 - £42,000
        B Hexham Lifts is a leading provider of stairlifts, founded in 1962.
        H What you'll do
        R • Lead a team of eight call handlers
        R • Plan the engineers' visits across three depots
        H What you'll bring
        M • At least five years' experience in field service
        R • Excel, and the patience to explain it
        M • A full UK driving licence is essential
        N • Knowledge of Salesforce would be an advantage, ideally two years
        H What we offer
        O • 28 days of leave
        O • A pension with 8 % from us
        O • Cycle to work
        H How to apply
        A Please send your CV and a cover letter to jobs@hexham-lifts.co.uk by 4 December.
        A We look forward to hearing from you.
    """,
    "american, without bullets": """
        H ABOUT US
        B Larkspur Health is a fast-growing company with 300 people in four states.
        B We are an equal opportunity employer.
        H RESPONSIBILITIES
        R Build and operate data pipelines
        R Work closely with product managers
        H MINIMUM QUALIFICATIONS
        M Bachelor's degree or equivalent practical experience
        M 4+ years of experience with Python
        H PREFERRED QUALIFICATIONS
        N Experience with healthcare data
        N Knowledge of dbt
        H Why us?
        O Medical, dental and vision
        O 401(k) match
        O Unlimited PTO
    """,
    "markdown": """
        H # Senior Buyer (m/f/d)
        H ## The role
        R - Negotiate with suppliers in Asia
        R - Own the budget of two product groups
        H ## Must have
        M - Five years in purchasing
        M - Fluent English
        H ## Nice to have
        N - Mandarin
        N - A degree in engineering
        H ## Perks
        O - Free lunch
        O - Two days of home office a week
        H ## Interested?
        A Apply now via our portal.
    """,
    "labels in the line": """
        R Essential: a driving licence
        R Desirable: French
        R Responsibilities: keeps the stock in order
        O Benefits: company car and 25 days of holiday
    """,
    "german": """
        B Datenanalyst (m/w/d)
        B Wir sind ein Familienunternehmen, gegründet 1954.
        H Deine Aufgaben
        R - Du wertest Daten aus dem Vertrieb aus
        R - Du baust Berichte in Power BI
        H Das bringst du mit
        R - Abgeschlossenes Studium der Statistik
        M - Sehr gute Kenntnisse in SQL sind zwingend erforderlich
        N - Idealerweise Erfahrung mit Python
        H Wir bieten
        O - 30 Tage Urlaub
        O - Jobrad und Homeoffice
        H Kontakt
        A Bewirb dich mit deinem Lebenslauf bei Frau Vogel.
    """,
    "french": """
        H Qui sommes-nous ?
        B Nous sommes une société de transport de 120 personnes.
        H Vos missions :
        R - Organiser les tournées
        R - Encadrer une équipe de six personnes
        H Profil recherché :
        M - Permis B exigé
        R - Maîtrise d'Excel
        N - L'anglais serait un plus
        H Nous offrons :
        O - Mutuelle et tickets restaurant
        O - RTT
        A Intéressé ? Envoyez votre CV à rh@lemaire.fr
    """,
    "a public one, numbered": """
        H PERSON SPECIFICATION
        H Essential criteria
        M 1. Registered nurse
        M 2. Two years on an acute ward
        H Desirable criteria
        N 3. A teaching qualification
        N 4. Experience of audit
        O Benefits include a pension and 27 days of leave.
        H Additional information
        A The closing date is 4 December. Interviews will be held on 14 December.
        A For informal enquiries please contact Matron Holroyd.
        B Applicants are welcome regardless of age, sex or race.
    """,
    "in sentences": """
        B We are a bakery with eleven shops in the north.
        R You have experience in leading a shop.
        M You must be able to start at five in the morning.
        N It would be great if you spoke Polish.
        O We offer bread, a pension and 26 days of holiday.
        A Interested? Send us your application, preferably today.
    """,
    "a list of one's own": """
        R Leads a team
        R - Plans visits
        R - A driving licence
    """,
}
# Of what stands behind a label the rest of the line is taken.
WITHOUT_LABEL = {
    "Essential: a driving licence": ("M", "a driving licence"),
    "Desirable: French": ("N", "French"),
    "Responsibilities: keeps the stock in order": ("R", "keeps the stock in order"),
    "Benefits: company car and 25 days of holiday": ("O", "company car and 25 days of holiday"),
}


def lines_of(name):
    """(what it is, the line as it was pasted) of each."""
    lines = [line.strip() for line in POSTINGS[name].strip().splitlines()]
    return [(line[0], line[2:]) for line in lines]


def pasted(name):
    return "\n".join(line for _, line in lines_of(name))
