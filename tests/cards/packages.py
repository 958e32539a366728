"""Packages of cards for tests: of Anki's own, and made by hand as its versions keep them."""

import io
import json
import sqlite3
import zipfile

from anki.collection import ExportAnkiPackageOptions
from backports import zstd


def add_note(collection, *fields, model="Basic"):
    note = collection.new_note(collection.models.by_name(model))
    note.fields = list(fields)
    collection.add_note(note, 1)


def exported(collection, tmp_path, legacy):
    path = str(tmp_path / "deck.apkg")
    collection.export_anki_package(
        out_path=path, limit=None, options=ExportAnkiPackageOptions(with_media=False, legacy=legacy)
    )
    return (tmp_path / "deck.apkg").read_bytes()


def package(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("_", "."), content)
    return file.getvalue()


def add_note_type(collection, name, fields, *templates):
    kind = collection.models.new(name)
    for field in fields:
        collection.models.add_field(kind, collection.models.new_field(field))
    for number, (front, back) in enumerate(templates):
        template = collection.models.new_template(f"Card {number}")
        template["qfmt"], template["afmt"] = front, back
        collection.models.add_template(kind, template)
    collection.models.add(kind)


def of_type(front, back, *texts, fields=("Front", "Back"), number=1):
    """A package with notes of one note type, as older versions of Anki keep it."""
    model = {
        "flds": [{"name": name, "ord": place} for place, name in enumerate(fields)],
        "tmpls": [{"qfmt": front, "afmt": back, "ord": place} for place in range(number)],
    }
    opened = sqlite3.connect(":memory:")
    opened.execute("CREATE TABLE col (models)")
    opened.execute("INSERT INTO col VALUES (?)", [json.dumps({"7": model})])
    opened.execute("CREATE TABLE notes (flds, mid)")
    opened.executemany("INSERT INTO notes VALUES (?, 7)", [[text] for text in texts])
    opened.commit()
    return package(collection_anki2=opened.serialize())


def in_tables(fields, templates, *texts):
    """The same, as newer ones do."""
    opened = sqlite3.connect(":memory:")
    for statement in (
        "CREATE TABLE notes (flds, mid)",
        "CREATE TABLE fields (ntid, ord, name)",
        "CREATE TABLE templates (ntid, ord, config)",
    ):
        opened.execute(statement)
    opened.executemany("INSERT INTO notes VALUES (?, 7)", [[text] for text in texts])
    opened.executemany("INSERT INTO fields VALUES (7, ?, ?)", enumerate(fields))
    opened.executemany("INSERT INTO templates VALUES (7, ?, ?)", enumerate(templates))
    opened.commit()
    return package(collection_anki21b=zstd.compress(opened.serialize()))
