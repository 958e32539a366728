"""what versions a person's tables have"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade():
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


def downgrade():
    op.drop_table("versions")
