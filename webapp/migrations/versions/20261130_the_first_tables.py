"""the first tables"""

import sqlalchemy as sa
from alembic import op

revision = "first"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("install_hint_dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "practice_mode",
            sa.Enum("hints", "flip", "aloud", name="practicemode", native_enum=False, length=12),
            server_default="hints",
            nullable=False,
        ),
        sa.Column("warms_up", sa.Boolean(), nullable=True),
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
        sa.Column("invitation", sa.String(length=255), server_default="", nullable=False),
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
        sa.Column("messages", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited", sa.Uuid(), nullable=True),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_receipts_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_receipts")),
        info={"versioned": False},
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_receipts_user_id_edited"), ["user_id", "edited"], unique=False
        )

    op.create_table(
        "recovered",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=200), server_default="", nullable=False),
        sa.Column("address", sa.String(length=500), server_default="", nullable=False),
        sa.Column("label", sa.String(length=120), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("other", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_recovered_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_recovered")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=120), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("no_pages_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outbox", sa.Uuid(), nullable=True),
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
        sa.Column("number_source", sa.String(length=300), server_default="", nullable=False),
        sa.Column("my_part", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("not_my_part", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("went_wrong", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("would_do_now", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("vouch_words", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("vouch_by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("vouch_when", sa.String(length=60), server_default="", nullable=False),
        sa.Column("vouch_nameable", sa.Boolean(), nullable=False),
        sa.Column("tags", sa.String(length=200), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("split_at", sa.DateTime(timezone=True), nullable=True),
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
        "versions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_versions_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "table_name", name=op.f("pk_versions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "benefits",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=120), server_default="", nullable=False),
        sa.Column("worth", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), server_default="", nullable=False),
        sa.Column(
            "offered",
            sa.Enum("yes", "no", "unknown", name="offered", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column("is_mine", sa.Boolean(), nullable=False),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_benefits_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_benefits_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_benefits")),
    )
    with op.batch_alter_table("benefits", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_benefits_user_id_interview_id"),
            ["user_id", "interview_id"],
            unique=False,
        )

    op.create_table(
        "cards",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "story",
                "question",
                "figure",
                "small_talk",
                "company",
                "ask",
                name="kind",
                native_enum=False,
                length=12,
            ),
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
        sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ticked_by", sa.Uuid(), nullable=True),
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
        "figures",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column(
            "period",
            sa.Enum("year", "month", "day", "hour", name="period", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=120), server_default="", nullable=False),
        sa.Column("place", sa.String(length=120), server_default="", nullable=False),
        sa.Column("source", sa.String(length=120), server_default="", nullable=False),
        sa.Column("link", sa.String(length=500), server_default="", nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("first_id", sa.Uuid(), nullable=True),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_figures_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_figures_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_figures")),
    )
    with op.batch_alter_table("figures", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_figures_user_id_interview_id"), ["user_id", "interview_id"], unique=False
        )

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
        sa.Column("to_say", sa.String(length=300), server_default="", nullable=False),
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
        "offers",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=True),
        sa.Column(
            "period",
            sa.Enum("year", "month", "day", "hour", name="period", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column("bonus", sa.BigInteger(), nullable=True),
        sa.Column("commute", sa.BigInteger(), nullable=True),
        sa.Column("moving", sa.BigInteger(), nullable=True),
        sa.Column("moving_paid", sa.BigInteger(), nullable=True),
        sa.Column("own_base", sa.BigInteger(), nullable=True),
        sa.Column(
            "own_period",
            sa.Enum("year", "month", "day", "hour", name="period", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column("own_bonus", sa.BigInteger(), nullable=True),
        sa.Column("own_commute", sa.BigInteger(), nullable=True),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_offers_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_offers_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_offers")),
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_offers_user_id_interview_id"), ["user_id", "interview_id"], unique=False
        )

    op.create_table(
        "people",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), server_default="", nullable=False),
        sa.Column("title", sa.String(length=120), server_default="", nullable=False),
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
        ),
        sa.Column("arrives", sa.String(length=60), server_default="", nullable=False),
        sa.Column("cares_about", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("learnt_from", sa.String(length=300), server_default="", nullable=False),
        sa.Column("brush_up", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("must_land", sa.String(length=300), server_default="", nullable=False),
        sa.Column("email", sa.String(length=254), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=40), server_default="", nullable=False),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
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
        "salary_goals",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("floor", sa.BigInteger(), nullable=True),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("ask", sa.BigInteger(), nullable=True),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_salary_goals_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_salary_goals_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_salary_goals")),
    )
    with op.batch_alter_table("salary_goals", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_salary_goals_user_id_interview_id"),
            ["user_id", "interview_id"],
            unique=False,
        )

    op.create_table(
        "small_talk",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=300), server_default="", nullable=False),
        sa.Column("way_out", sa.String(length=300), server_default="", nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=True),
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
        "statements",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("said_by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "interview_id"],
            ["interviews.user_id", "interviews.id"],
            name=op.f("fk_statements_interviews"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_statements_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_statements")),
    )
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_statements_user_id_interview_id"),
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
        "help_requests",
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
                name="helpkind",
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
            name=op.f("fk_help_requests_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_help_requests_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_help_requests")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("help_requests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_help_requests_user_id_person_id"), ["user_id", "person_id"], unique=False
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
        "mentions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "person_id"],
            ["people.user_id", "people.id"],
            name=op.f("fk_mentions_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_mentions_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_mentions")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mentions_user_id_person_id"), ["user_id", "person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_mentions_user_id_thing_id"), ["user_id", "thing_id"], unique=False
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

    op.create_table(
        "reviews",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column(
            "grade",
            sa.Enum("again", "hard", "good", "easy", name="grade", native_enum=False, length=12),
            nullable=False,
        ),
        sa.Column(
            "rung",
            sa.Enum(
                "prompt",
                "title",
                "sentence",
                "outline",
                "whole",
                name="rung",
                native_enum=False,
                length=12,
            ),
            nullable=True,
        ),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("practice_began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("practice_size", sa.Integer(), nullable=True),
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
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_user_id_person_id"))
        batch_op.drop_index(batch_op.f("ix_questions_user_id_interview_id"))

    op.drop_table("questions")
    with op.batch_alter_table("proofs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proofs_user_id_story_id"))
        batch_op.drop_index(batch_op.f("ix_proofs_user_id_requirement_id"))

    op.drop_table("proofs")
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_promises_user_id_reflection_id"))

    op.drop_table("promises")
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mentions_user_id_thing_id"))
        batch_op.drop_index(batch_op.f("ix_mentions_user_id_person_id"))

    op.drop_table("mentions")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meetings_user_id_reflection_id"))

    op.drop_table("meetings")
    with op.batch_alter_table("help_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_help_requests_user_id_person_id"))

    op.drop_table("help_requests")
    with op.batch_alter_table("asked_questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asked_questions_user_id_reflection_id"))

    op.drop_table("asked_questions")
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statements_user_id_interview_id"))

    op.drop_table("statements")
    with op.batch_alter_table("small_talk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_small_talk_user_id_interview_id"))

    op.drop_table("small_talk")
    with op.batch_alter_table("salary_goals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_salary_goals_user_id_interview_id"))

    op.drop_table("salary_goals")
    with op.batch_alter_table("requirements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requirements_user_id_interview_id"))

    op.drop_table("requirements")
    with op.batch_alter_table("reflections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reflections_user_id_interview_id"))

    op.drop_table("reflections")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_user_id_interview_id"))

    op.drop_table("people")
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offers_user_id_interview_id"))

    op.drop_table("offers")
    with op.batch_alter_table("lessons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lessons_user_id_interview_id"))

    op.drop_table("lessons")
    with op.batch_alter_table("figures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_figures_user_id_interview_id"))

    op.drop_table("figures")
    with op.batch_alter_table("checklist_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_checklist_items_user_id_interview_id"))

    op.drop_table("checklist_items")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cards_user_id_story_id"))

    op.drop_table("cards")
    with op.batch_alter_table("benefits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_benefits_user_id_interview_id"))

    op.drop_table("benefits")
    op.drop_table("versions")
    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stories_user_id_archived_at"))

    op.drop_table("stories")
    op.drop_table("sign_ins")
    op.drop_table("recovered")
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipts_user_id_edited"))

    op.drop_table("receipts")
    op.drop_table("kept_lines")
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interviews_user_id_starts_at"))

    op.drop_table("interviews")
    op.drop_table("users")
