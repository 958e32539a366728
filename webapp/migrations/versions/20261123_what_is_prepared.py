"""what is prepared"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "role",
                sa.Enum(
                    "interviewer",
                    "recruiter",
                    "advocate",
                    "contact",
                    name="role",
                    native_enum=False,
                    length=12,
                ),
                server_default="interviewer",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column("arrives", sa.String(length=60), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("cares_about", sa.String(length=1000), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("learnt_from", sa.String(length=300), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("brush_up", sa.String(length=1000), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("must_land", sa.String(length=300), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("email", sa.String(length=254), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("phone", sa.String(length=40), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("created_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))

    # Who was there already is as old as their interview.
    op.execute(
        "UPDATE people SET created_at = (SELECT created_at FROM interviews "
        "WHERE interviews.user_id = people.user_id AND interviews.id = people.interview_id)"
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.alter_column(
            "created_at", existing_type=sa.DateTime(timezone=True), nullable=False
        )

    op.create_table(
        "requirements",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=300), server_default="", nullable=False),
        sa.Column(
            "importance",
            sa.Enum("must", "usual", "nice", name="importance", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_requirements_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_requirements_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_requirements")),
    )
    with op.batch_alter_table("requirements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_requirements_user_id_interview_id"),
            ["user_id", "interview_id"],
            unique=False,
        )

    op.create_table(
        "favours",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "advice",
                "feedback",
                "speak",
                "practise",
                name="kindness",
                native_enum=False,
                length=12,
            ),
            nullable=False,
        ),
        sa.Column(
            "progress",
            sa.Enum(
                "to-ask", "asked", "agreed", "done", name="progress", native_enum=False, length=12
            ),
            nullable=False,
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "person_id"],
            ["people.user_id", "people.id"],
            name=op.f("fk_favours_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_favours_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_favours")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("favours", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_favours_user_id_person_id"), ["user_id", "person_id"], unique=False
        )

    op.create_table(
        "proofs",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("requirement_id", sa.Uuid(), nullable=False),
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "requirement_id"],
            ["requirements.user_id", "requirements.id"],
            name=op.f("fk_proofs_requirements"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "story_id"],
            ["stories.user_id", "stories.id"],
            name=op.f("fk_proofs_stories"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_proofs_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_proofs")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("proofs", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_proofs_user_id_requirement_id"),
            ["user_id", "requirement_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_proofs_user_id_story_id"), ["user_id", "story_id"], unique=False
        )

    op.create_table(
        "questions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=300), server_default="", nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "team",
                "culture",
                "position",
                "growth",
                "next-steps",
                name="topic",
                native_enum=False,
                length=12,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_questions_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "person_id"],
            ["people.user_id", "people.id"],
            name=op.f("fk_questions_people"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_questions_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_questions_user_id_interview_id"),
            ["user_id", "interview_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_questions_user_id_person_id"), ["user_id", "person_id"], unique=False
        )


def downgrade():
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_user_id_person_id"))
        batch_op.drop_index(batch_op.f("ix_questions_user_id_interview_id"))

    op.drop_table("questions")
    with op.batch_alter_table("proofs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proofs_user_id_story_id"))
        batch_op.drop_index(batch_op.f("ix_proofs_user_id_requirement_id"))

    op.drop_table("proofs")
    with op.batch_alter_table("favours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_favours_user_id_person_id"))

    op.drop_table("favours")
    with op.batch_alter_table("requirements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requirements_user_id_interview_id"))

    op.drop_table("requirements")

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("deleted_at")
        batch_op.drop_column("created_at")
        batch_op.drop_column("phone")
        batch_op.drop_column("email")
        batch_op.drop_column("must_land")
        batch_op.drop_column("brush_up")
        batch_op.drop_column("learnt_from")
        batch_op.drop_column("cares_about")
        batch_op.drop_column("arrives")
        batch_op.drop_column("role")
