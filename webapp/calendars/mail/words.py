"""What months and days of the week are called, in English, German and French."""

MONTHS = {
    1: "january januar jänner janvier janv jan",
    2: "february februar février fevrier févr fév feb",
    3: "march märz maerz mars mar mär mrz",
    4: "april avril apr avr",
    5: "may mai",
    6: "june juni juin jun",
    7: "july juli juillet juil jul",
    8: "august août aout aug",
    9: "september septembre sept sep",
    10: "october oktober octobre oct okt",
    11: "november novembre nov",
    12: "december dezember décembre decembre dec dez déc",
}
WEEKDAYS = {
    0: "monday montag lundi mon lun",
    1: "tuesday dienstag mardi tues tue mar",
    2: "wednesday mittwoch mercredi weds wed mer",
    3: "thursday donnerstag jeudi thurs thur thu jeu",
    4: "friday freitag vendredi fri ven",
    5: "saturday samstag sonnabend samedi sat sam",
    6: "sunday sonntag dimanche sun dim",
}
TWO_LETTERS = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
MONTH_NUMBER = {name: month for month, names in MONTHS.items() for name in names.split()}
WEEKDAY_NUMBER = {name: day for day, names in WEEKDAYS.items() for name in names.split()}


def any_of(names: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + r")\b"
