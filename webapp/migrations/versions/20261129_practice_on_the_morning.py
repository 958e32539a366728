"""whether somebody practises on the morning of an interview"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("warms_up", sa.Boolean(), nullable=True))


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_column("warms_up")
