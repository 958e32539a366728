"""Invitations as calendars write them, for tests."""


def event(**properties):
    """The lines of one event; a property's parameters come behind its name, as in
    DTSTART__TZID_Europe/London: `lines` adds more."""
    lines = properties.pop("lines", ())
    usual = {
        "UID": "one@example.org",
        "SUMMARY": "Second interview",
        "DTSTART": "20261203T093000Z",
        "DTEND": "20261203T104500Z",
    }
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            *(
                f"{name}:{value}"
                for name, value in {**usual, **properties}.items()
                if value is not None
            ),
            *lines,
            "END:VEVENT",
        ]
    )


def calendar(*events, lines=()):
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Example//EN",
            *lines,
            *events,
            "END:VCALENDAR",
            "",
        ]
    ).encode()


OUTLOOK = (
    "BEGIN:VCALENDAR\r\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\n"
    "BEGIN:VTIMEZONE\r\nTZID:GMT Standard Time\r\n"
    "BEGIN:STANDARD\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:16010101T010000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"
    "END:VTIMEZONE\r\n"
    'BEGIN:VEVENT\r\nORGANIZER;CN="Lindqvist, Hannah":mailto:hannah@hexham-lifts.co.uk\r\n'
    "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=ngozi.adeyemi@hexham-lifts.co.uk:mailto:ngozi.adeyemi@hexham-lifts.co.uk\r\n"
    "ATTENDEE;CN=Robin:mailto:ME@example.org\r\nATTENDEE;CUTYPE=RESOURCE;CN=Room 4:mailto:room4@hexham-lifts.co.uk\r\n"
    "DESCRIPTION:Looking forward to it.\\n________\\nMicrosoft Teams meeting\\nJoin: https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=%7b%7d\\n\r\n"
    "UID:040000008200E00074C5B7101A82E008\r\nSUMMARY;LANGUAGE=en-gb:Round 2: Customer Operations Lead\r\n"
    "DTSTART;TZID=GMT Standard Time:20270603T093000\r\nDTEND;TZID=GMT Standard Time:20270603T104500\r\nLOCATION:Microsoft Teams Meeting\r\n"
    "SEQUENCE:0\r\nX-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
).encode()

GOOGLE = (
    "BEGIN:VCALENDAR\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\nVERSION:2.0\nCALSCALE:GREGORIAN\nMETHOD:REQUEST\nX-WR-TIMEZONE:Europe/Berlin\n"
    "BEGIN:VEVENT\nDTSTART:20261203T083000Z\nDTEND:20261203T093000Z\nDTSTAMP:20261101T101010Z\n"
    "ORGANIZER;CN=Jobs:mailto:jobs@gmail.com\nUID:abc123@google.com\n"
    "ATTENDEE;CUTYPE=INDIVIDUAL;CN=me@example.org;X-NUM-GUESTS=0:mailto:me@example.org\n"
    "X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij\n"
    "DESCRIPTION:<p>Dear Robin,<br>we are <b>glad</b> to see you.</p>\nLOCATION:\nSTATUS:CONFIRMED\nSUMMARY:Final interview with Ottermere Stairlifts (video)\n"
    "TRANSP:OPAQUE\nEND:VEVENT\nEND:VCALENDAR\n"
).encode()
