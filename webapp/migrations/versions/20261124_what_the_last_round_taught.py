"""what the last round taught"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    op.create_table(
        "lessons",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=300), server_default="", nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "feedback", "unsaid", "asked", "said", name="source", native_enum=False, length=12
            ),
            nullable=False,
        ),
        sa.Column("told_by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("must_say_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_lessons_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_lessons_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_lessons")),
    )
    with op.batch_alter_table("lessons", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lessons_user_id_interview_id"), ["user_id", "interview_id"], unique=False
        )

    op.create_table(
        "small_talk",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=300), server_default="", nullable=False),
        sa.Column("way_out", sa.String(length=300), server_default="", nullable=False),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_small_talk_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_small_talk_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_small_talk")),
    )
    with op.batch_alter_table("small_talk", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_small_talk_user_id_interview_id"),
            ["user_id", "interview_id"],
            unique=False,
        )

    op.create_table(
        "tellings",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "person_id"],
            ["people.user_id", "people.id"],
            name=op.f("fk_tellings_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_tellings_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_tellings")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("tellings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_tellings_user_id_person_id"), ["user_id", "person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_tellings_user_id_thing_id"), ["user_id", "thing_id"], unique=False
        )

    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("number_source", sa.String(length=300), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("went_wrong", sa.String(length=1000), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("would_do_now", sa.String(length=1000), server_default="", nullable=False)
        )


def downgrade():
    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.drop_column("would_do_now")
        batch_op.drop_column("went_wrong")
        batch_op.drop_column("number_source")

    with op.batch_alter_table("tellings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tellings_user_id_thing_id"))
        batch_op.drop_index(batch_op.f("ix_tellings_user_id_person_id"))

    op.drop_table("tellings")
    with op.batch_alter_table("small_talk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_small_talk_user_id_interview_id"))

    op.drop_table("small_talk")
    with op.batch_alter_table("lessons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lessons_user_id_interview_id"))

    op.drop_table("lessons")
