"""the first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("install_hint_dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_table(
        "interviews",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company", sa.String(length=120), server_default="", nullable=False),
        sa.Column("position", sa.String(length=120), server_default="", nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "setting",
            sa.Enum(
                "office", "video", "phone", "meal", name="setting", native_enum=False, length=12
            ),
            nullable=False,
        ),
        sa.Column("place", sa.String(length=300), server_default="", nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.Column("notes", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_interviews_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_interviews")),
    )
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_interviews_user_id_starts_at"), ["user_id", "starts_at"], unique=False
        )

    op.create_table(
        "kept_lines",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "setting",
            sa.Enum(
                "office", "video", "phone", "meal", name="setting", native_enum=False, length=12
            ),
            nullable=False,
        ),
        sa.Column(
            "phase",
            sa.Enum(
                "evening",
                "morning",
                "leaving",
                "arrival",
                "after",
                name="phase",
                native_enum=False,
                length=12,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=200), server_default="", nullable=False),
        sa.Column("text_without", sa.String(length=200), server_default="", nullable=False),
        sa.Column("why", sa.String(length=300), server_default="", nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_kept_lines_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_kept_lines")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "receipts",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), server_default="", nullable=False),
        sa.Column("location", sa.String(length=500), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_receipts_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_receipts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sign_ins",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=120), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sign_ins_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    op.create_table(
        "stories",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=120), server_default="", nullable=False),
        sa.Column("prompts", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("first_sentence", sa.String(length=500), server_default="", nullable=False),
        sa.Column("situation", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("task", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("action", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("result", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("number", sa.String(length=300), server_default="", nullable=False),
        sa.Column("my_part", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("not_my_part", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("vouch_words", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("vouch_by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("vouch_nameable", sa.Boolean(), nullable=False),
        sa.Column("tags", sa.String(length=200), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_stories_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_stories")),
    )
    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stories_user_id_archived_at"), ["user_id", "archived_at"], unique=False
        )

    op.create_table(
        "cards",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("story", "question", name="kind", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column("story_id", sa.Uuid(), nullable=True),
        sa.Column("prompt", sa.String(length=500), server_default="", nullable=False),
        sa.Column("answer", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "story_id"],
            ["stories.user_id", "stories.id"],
            name=op.f("fk_cards_stories"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_cards_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_cards")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cards_user_id_story_id"), ["user_id", "story_id"], unique=False
        )

    op.create_table(
        "checklist_items",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "phase",
            sa.Enum(
                "evening",
                "morning",
                "leaving",
                "arrival",
                "after",
                name="phase",
                native_enum=False,
                length=12,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=200), server_default="", nullable=False),
        sa.Column("text_without", sa.String(length=200), server_default="", nullable=False),
        sa.Column("why", sa.String(length=300), server_default="", nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_checklist_items_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_checklist_items_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_checklist_items")),
    )
    with op.batch_alter_table("checklist_items", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_checklist_items_user_id_interview_id"),
            ["user_id", "interview_id"],
            unique=False,
        )

    op.create_table(
        "people",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), server_default="", nullable=False),
        sa.Column("title", sa.String(length=120), server_default="", nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_people_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_people_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_people")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_people_user_id_interview_id"), ["user_id", "interview_id"], unique=False
        )

    op.create_table(
        "reflections",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("mood", sa.String(length=40), server_default="", nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("landed", sa.String(length=10000), server_default="", nullable=False),
        sa.Column("wish", sa.String(length=10000), server_default="", nullable=False),
        sa.Column("next_step", sa.String(length=500), server_default="", nullable=False),
        sa.Column("next_step_by", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_reflections_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_reflections_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_reflections")),
    )
    with op.batch_alter_table("reflections", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reflections_user_id_interview_id"),
            ["user_id", "interview_id"],
            unique=False,
        )

    op.create_table(
        "asked_questions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=500), server_default="", nullable=False),
        sa.Column(
            "rating",
            sa.Enum("strong", "okay", "rough", name="rating", native_enum=False, length=12),
            nullable=True,
        ),
        sa.Column("story_id", sa.Uuid(), nullable=True),
        sa.Column("reflection_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "reflection_id"],
            ["reflections.user_id", "reflections.id"],
            name=op.f("fk_asked_questions_reflections"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "story_id"],
            ["stories.user_id", "stories.id"],
            name=op.f("fk_asked_questions_stories"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_asked_questions_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_asked_questions")),
    )
    with op.batch_alter_table("asked_questions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_asked_questions_user_id_reflection_id"),
            ["user_id", "reflection_id"],
            unique=False,
        )

    op.create_table(
        "meetings",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), server_default="", nullable=False),
        sa.Column("callback", sa.String(length=500), server_default="", nullable=False),
        sa.Column("reflection_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "reflection_id"],
            ["reflections.user_id", "reflections.id"],
            name=op.f("fk_meetings_reflections"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_meetings_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_meetings")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meetings_user_id_reflection_id"),
            ["user_id", "reflection_id"],
            unique=False,
        )

    op.create_table(
        "promises",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=500), server_default="", nullable=False),
        sa.Column(
            "owed_by",
            sa.Enum("me", "them", name="side", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reflection_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "reflection_id"],
            ["reflections.user_id", "reflections.id"],
            name=op.f("fk_promises_reflections"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_promises_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_promises")),
    )
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_promises_user_id_reflection_id"),
            ["user_id", "reflection_id"],
            unique=False,
        )

    op.create_table(
        "reviews",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column(
            "grade",
            sa.Enum("again", "hard", "good", name="grade", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "card_id"],
            ["cards.user_id", "cards.id"],
            name=op.f("fk_reviews_cards"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_reviews_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_reviews")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reviews_user_id_card_id_reviewed_at"),
            ["user_id", "card_id", "reviewed_at"],
            unique=False,
        )


def downgrade():
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reviews_user_id_card_id_reviewed_at"))

    op.drop_table("reviews")
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_promises_user_id_reflection_id"))

    op.drop_table("promises")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meetings_user_id_reflection_id"))

    op.drop_table("meetings")
    with op.batch_alter_table("asked_questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asked_questions_user_id_reflection_id"))

    op.drop_table("asked_questions")
    with op.batch_alter_table("reflections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reflections_user_id_interview_id"))

    op.drop_table("reflections")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_user_id_interview_id"))

    op.drop_table("people")
    with op.batch_alter_table("checklist_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_checklist_items_user_id_interview_id"))

    op.drop_table("checklist_items")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cards_user_id_story_id"))

    op.drop_table("cards")
    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stories_user_id_archived_at"))

    op.drop_table("stories")
    op.drop_table("sign_ins")
    op.drop_table("receipts")
    op.drop_table("kept_lines")
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interviews_user_id_starts_at"))

    op.drop_table("interviews")
    op.drop_table("users")
