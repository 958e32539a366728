"""Mails as people write them who ask somebody to a second interview, and what they say."""

from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage

JOIN = (
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_Yz/0?context=%7b%22Tid%22%3a%22x%22%7d"
)


@dataclass
class Sample:
    """A mail, and what is right: `times` has date, hour and minutes of each time it offers, in
    words of ISO, "" for what it doesn't say."""

    text: str
    times: list[tuple[str, str, int | None]]
    zone: str = "Europe/London"
    place: str = ""
    setting: str | None = None
    people: list[str] = field(default_factory=list)
    company: str = ""
    position: str = ""
    contact: str = ""
    asks: list[str] = field(default_factory=list)  # words of what is to be looked at


SAMPLES = {
    "british": Sample(
        """From: Hannah Lindqvist <hannah@hexham-lifts.co.uk>
Sent: 25 November 2026 16:12
To: Robin <robin@example.org>
Subject: Second interview: Customer Operations Lead

Dear Robin,

Thank you for coming in last week. We would like to invite you to a second
interview on Thursday 3 December at 10:00–11:15 at our office, Kestrel House,
18 Ropewalk Lane, Leeds LS1 4DY.

You will meet Jane Smith, Head of Data, and Ngozi Adeyemi (Operations
Director). Please confirm by Friday 27 November, 5pm.

Kind regards,

Hannah Lindqvist
HR Business Partner, Hexham Lifts
0113 496 0123
""",
        [("2026-12-03", "10:00", 75)],
        place="Kestrel House, 18 Ropewalk Lane, Leeds LS1 4DY",
        setting="office",
        people=["Jane Smith, Head of Data", "Ngozi Adeyemi, Operations Director"],
        company="Hexham Lifts",
        position="Customer Operations Lead",
        contact="Hannah Lindqvist, HR Business Partner, Hexham Lifts, 0113 496 0123",
    ),
    "labels": Sample(
        """Hi Robin,

Here are the details of your interview:

Date: Wednesday 9 December 2026
Time: 2.30pm - 3.30pm (GMT)
Location: Meeting room 4, 2 Canal Street, Manchester M1 3HE
Interviewers: Tom Reid, CTO; Priya Nair, Engineering Manager

See you then!
Becky
""",
        [("2026-12-09", "14:30", 60)],
        place="Meeting room 4, 2 Canal Street, Manchester M1 3HE",
        setting="office",
        people=["Tom Reid, CTO", "Priya Nair, Engineering Manager"],
    ),
    "american": Sample(
        """Hi Robin,

We're excited to move you to the final round! Your interview is scheduled for Friday, December 4th, 2026 at 2 pm ET.
The conversation will be with Maria Lopez, VP of Engineering, and should last 45 minutes.

Join Zoom Meeting
https://us02web.zoom.us/j/8675309123?pwd=abc

Best,
Kyle Brandt
Talent Acquisition | Larkspur Health
(415) 555-0100
""",
        [("2026-12-04", "14:00", 45)],
        zone="America/New_York",
        place="https://us02web.zoom.us/j/8675309123?pwd=abc",
        setting="video",
        people=["Maria Lopez, VP of Engineering"],
        contact="Kyle Brandt, Talent Acquisition | Larkspur Health, (415) 555-0100",
        asks=["“ET”. It was read as the time in New York."],
    ),
    "offered slots": Sample(
        """Dear Robin

Could you let me know which of these would suit you for a 60 minute interview with our CEO, Amara Bello?

- Tuesday 1 December, 9:30am
- Wednesday 2 December, 11am or 4pm
- Friday 4 December 14:00

The interview will be held on Microsoft Teams.

Many thanks
Sue
""",
        [
            ("2026-12-01", "09:30", 60),
            ("2026-12-02", "11:00", 60),
            ("2026-12-02", "16:00", 60),
            ("2026-12-04", "14:00", 60),
        ],
        people=["Amara Bello, CEO"],
        contact="Sue",
    ),
    "german": Sample(
        """Von: Petra Vogel <p.vogel@ottermere-aufzuege.de>
Gesendet: Dienstag, 24. November 2026 09:02
An: robin@example.org
Betreff: Einladung zum zweiten Gespräch als Datenanalystin (m/w/d)

Sehr geehrte Frau Robin,

vielen Dank für Ihre Bewerbung vom 12. November 2026. Gerne laden wir Sie zu einem zweiten Gespräch ein:

am Donnerstag, den 3. Dezember 2026, um 14:30 Uhr (Dauer: 90 Minuten).

Ort: Hauptstraße 12, 10115 Berlin
Teilnehmer: Frau Dr. Anna Müller, Bereichsleiterin; Herr Max Weber

Bitte bestätigen Sie den Termin bis zum 27.11.

Mit freundlichen Grüßen
Petra Vogel
Personalreferentin
""",
        [("2026-12-03", "14:30", 90)],
        place="Hauptstraße 12, 10115 Berlin",
        setting="office",
        people=["Anna Müller, Bereichsleiterin", "Max Weber"],
        company="Ottermere Aufzuege",
        position="Datenanalystin",
        contact="Petra Vogel, Personalreferentin",
    ),
    "german numbers": Sample(
        "Hallo Robin,\n\npasst dir Do., 3.12. von 10 bis 11 Uhr? Sonst ginge auch Fr 4.12., 15.30 Uhr.\n\n"
        "Viele Grüße\nJan Köhler\n",
        [("2026-12-03", "10:00", 60), ("2026-12-04", "15:30", None)],
        contact="Jan Köhler",
    ),
    "french": Sample(
        """Objet : Entretien pour le poste de Responsable logistique
De : Claire Dubois <claire.dubois@transports-lemaire.fr>
Date : 25 novembre 2026

Bonjour Robin,

Nous vous proposons un second entretien le jeudi 3 décembre à 14h30, pour une durée d'une heure.
Vous rencontrerez Mme Sophie Bernard, directrice des opérations, et M. Luc Petit.

Adresse : 14 rue des Carmes, 44000 Nantes

Cordialement,
Claire Dubois
""",
        [("2026-12-03", "14:30", None)],
        place="14 rue des Carmes, 44000 Nantes",
        setting="office",
        people=["Sophie Bernard, directrice des opérations", "Luc Petit"],
        company="Transports Lemaire",
        position="Responsable logistique",
        contact="Claire Dubois",
    ),
    "ambiguous": Sample(
        "Hi Robin, your interview is on 12/01/2027 at 10:00. We look forward to it. Dana",
        [("2027-01-12", "10:00", None), ("2027-12-01", "10:00", None)],
        asks=["two meanings"],
    ),
    "a weekday decides": Sample(
        "Your interview: Tue 12/01/2027 10:00 AM - 11:00 AM CST. Call-in details follow.",
        [("2027-01-12", "10:00", 60)],
        zone="America/Chicago",
        asks=["“CST”. It was read as the time in Chicago."],
    ),
    "iso": Sample(
        f"Interview 2026-12-10 13:00-14:00 Europe/Berlin\nWhere: Microsoft Teams\nLink: {JOIN}\n",
        [("2026-12-10", "13:00", 60)],
        zone="Europe/Berlin",
        place=JOIN,
        setting="video",
        asks=["“Europe/Berlin”. It was read as the time in Berlin."],
    ),
    "next tuesday, of no day": Sample(
        "Hi! Could we speak next Tuesday at 10am? Best, Lou",
        [("", "10:00", None)],
        asks=["“next Tuesday”, and not of which day the mail is"],
    ),
    "next tuesday, of a day": Sample(
        "From: Lou <lou@gmail.com>\nSent: Thursday, 26 November 2026 08:30\nSubject: Interview with Pellwick Kitchens\n\n"
        "Hi! Could we speak next Tuesday at 10am? Best, Lou",
        [("2026-12-01", "10:00", None)],
        company="Pellwick Kitchens",
    ),
    "next thursday may be two": Sample(
        "From: Lou <lou@gmail.com>\nSent: Monday, 23 November 2026 08:30\nSubject: Interview\n\n"
        "Could we speak next Thursday at 10am?",
        [("2026-11-26", "10:00", None), ("2026-12-03", "10:00", None)],
        asks=["in a mail of 23 November"],
    ),
    "answered": Sample(
        """Perfect, I have booked the room. You will also meet Ruth Abernethy, Finance Director.

Best wishes
Hannah

On Wed, 25 Nov 2026 at 17:20, Robin <robin@example.org> wrote:
> Thursday at 10 suits me well.
>
> On Wed, 25 Nov 2026 at 16:12, Hannah wrote:
>> How about Thursday 3 December, 10:00 to 11:00, at 18 Ropewalk Lane?
""",
        [("2026-12-03", "10:00", 60)],
        place="18 Ropewalk Lane",
        setting="office",
        people=["Ruth Abernethy, Finance Director"],
        contact="Hannah",
    ),
    "moved": Sample(
        """Dear Robin, sorry, we have to move your interview to Friday 11 December at 9.30.

Regards
Hannah Lindqvist

-----Original Message-----
From: Hannah Lindqvist
Sent: 25 November 2026 16:12
Subject: Interview

Your interview is on Thursday 3 December at 10:00.
Where: 18 Ropewalk Lane, Leeds
""",
        [("2026-12-11", "09:30", None)],
        place="18 Ropewalk Lane, Leeds",
        setting="office",
        contact="Hannah Lindqvist",
    ),
    "by phone": Sample(
        "Dear Robin\n\nIt will be a phone interview on 8 December 2026, 4:15 p.m. UK time. Samira Haddad, our Head of\n"
        "Service, will call you on 07700 900123. Please allow 30 minutes.\n\nThanks\nPaul\n",
        [("2026-12-08", "16:15", 30)],
        place="07700 900123",
        setting="phone",
        contact="Paul",
    ),
    "half of the day": Sample(
        "Let's meet on Monday 7 December from 2:00 to 3:30 in the Seattle office.\n\nAddress:\n400 Pine Street\n"
        "Seattle, WA 98101\n\nWith:\n- Grace Kim, Director of Product\n- Bill O’Neill\n",
        [("2026-12-07", "", 90)],
        place="400 Pine Street, Seattle, WA 98101",
        setting="office",
        people=["Grace Kim, Director of Product", "Bill O’Neill"],
        asks=["“2:00 to 3:30”: in the morning or in the afternoon?"],
    ),
    "another weekday": Sample(
        "We expect you on Tuesday, 3 December 2026 at 11 am.",
        [("2026-12-03", "11:00", None)],
        asks=["It says Tuesday, but 3 December 2026 is a Thursday."],
    ),
    "both clocks": Sample(
        "The call is on Thursday 3 December at 15:00 GMT / 16:00 CET / 10:00 EST.\nhttps://meet.google.com/abc-defg-hij",
        [("2026-12-03", "15:00", None)],
        place="https://meet.google.com/abc-defg-hij",
        setting="video",
    ),
    "an hour that all have": Sample(
        "We could do 1, 2 or 4 December, each at 10:30. It takes about an hour and you should expect\n"
        "a call for one hour. Your contact: jobs@hexham-lifts.co.uk",
        [("2026-12-01", "10:30", 60), ("2026-12-02", "10:30", 60), ("2026-12-04", "10:30", 60)],
    ),
    "no year, far away": Sample(
        "Please come to us on 14 June at noon. Ort: Ringstr. 5, 80331 München",
        [("2027-06-14", "12:00", None)],
        place="Ringstr. 5, 80331 München",
        setting="office",
        asks=["It says no year. It was read as 2027."],
    ),
    "only a week": Sample(
        "We will interview in the week of 7 December; on site from 9-11 December. It is in person at Kestrel House.\n"
        "Where: Kestrel House, Leeds",
        [("", "", None)],
        place="Kestrel House, Leeds",
        setting="office",
        asks=["“9-11 December”. Write which of these days it is."],
    ),
    "a hospital": Sample(
        """Subject: Interview - Senior Nurse - Northmoor Hospital Trust

Dear Miss Okoye

Further to your application for the above post, please attend an interview on Monday 14th December 2026 at 1.45pm.

It will be held in the Education Centre, Northmoor General Hospital, Station Road, Northmoor, NM4 2PQ.
Please report to reception 15 minutes before.

The panel will be:
Mrs Janet Holroyd, Matron
Dr Imran Shah, Consultant

Contact me on 01632 960011 by 7th December.

Yours sincerely

Gillian Peel
Recruitment Officer
""",
        [("2026-12-14", "13:45", None)],
        place="Education Centre, Northmoor General Hospital, Station Road, Northmoor, NM4 2PQ",
        setting="office",
        people=["Janet Holroyd, Matron", "Imran Shah, Consultant"],
        position="Senior Nurse",
        contact="Gillian Peel, Recruitment Officer",
    ),
    "a french list": Sample(
        """Bonjour Madame Martin,

Suite à notre échange du 20 novembre, nous vous confirmons votre entretien :
- Date : mardi 8 décembre 2026
- Heure : 9h30 - 10h45
- Lieu : 25 avenue de la Gare, 69003 Lyon
- Interlocuteurs : Paul Girard (DRH) et Nadia Benali (responsable marketing)

Bien cordialement,
Léa Fontaine
""",
        [("2026-12-08", "09:30", 75)],
        place="25 avenue de la Gare, 69003 Lyon",
        setting="office",
        people=["Paul Girard, DRH", "Nadia Benali, responsable marketing"],
        contact="Léa Fontaine",
    ),
    "an agenda": Sample(
        """From: Recruiting <noreply@greenhouse.io>
Sent: Tue, Nov 24, 2026 at 3:15 PM
Subject: Your interview with Tidewater Labs

Your virtual onsite is confirmed for Monday, November 30, 2026.

Schedule (all times in EST):
9:00 AM - 9:45 AM Coding
10:00 AM - 10:45 AM System design

Zoom: https://tidewater.zoom.us/j/123456
""",
        [("2026-11-30", "09:00", 45), ("2026-11-30", "10:00", 45)],
        zone="America/New_York",
        place="https://tidewater.zoom.us/j/123456",
        setting="video",
        company="Tidewater Labs",
        asks=["“EST”. It was read as the time in New York."],
    ),
    "in hours of four digits": Sample(
        "Role: Warehouse Team Leader\nDate: 04/12/2026\nTime: 0930hrs\n"
        "Venue: Unit 5, Brackmills Industrial Estate. Parking is free.\n",
        [("2026-12-04", "09:30", None)],
        place="Unit 5, Brackmills Industrial Estate",
        setting="office",
        position="Warehouse Team Leader",
        asks=["It was read as 4 December, for the other is over."],
    ),
    "a link alone": Sample(
        f"Hi Robin, here is the link for our talk: {JOIN}",
        [("", "", None)],
        place=JOIN,
        setting="video",
    ),
}


def saved(text=None, html=None, calendar=None, charset="utf-8", **headers):
    """The bytes of a mail as a program saves it."""
    message = EmailMessage(policy=policy.SMTP)
    usual = {
        "From": "Hannah Lindqvist <hannah@hexham-lifts.co.uk>",
        "To": "Robin <robin@example.org>",
        "Subject": "Second interview – Hexham Lifts",
        "Date": "Wed, 25 Nov 2026 16:12:00 +0000",
        "Message-ID": "<1@hexham-lifts.co.uk>",
    }
    for name, value in {**usual, **headers}.items():
        message[name] = value
    if text is not None:
        message.set_content(text, charset=charset)
    if html is not None:
        (message.add_alternative if text is not None else message.set_content)(html, subtype="html")
    if calendar is not None:
        message.add_attachment(calendar, maintype="text", subtype="calendar", filename="invite.ics")
    return message.as_bytes()
