"""what a request's answer told, for one that repeats it"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade():
    with op.batch_alter_table("receipts") as batch:
        batch.add_column(sa.Column("messages", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("receipts") as batch:
        batch.alter_column("messages", server_default=None)


def downgrade():
    with op.batch_alter_table("receipts") as batch:
        batch.drop_column("messages")
