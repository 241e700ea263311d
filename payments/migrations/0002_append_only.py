"""Triggers: the ledger and a payment's history are written once, and a movement balances per currency."""

from django.db import migrations

GUARDED = ["payments_movement", "payments_line", "payments_step"]

SQLITE_LEDGER = """
CREATE TRIGGER payments_line_sealed BEFORE INSERT ON payments_line
WHEN EXISTS (SELECT 1 FROM payments_movement WHERE id = NEW.movement_id)
BEGIN SELECT RAISE(ABORT, 'payments: a sealed movement takes no more lines'); END;
--
CREATE TRIGGER payments_line_currency BEFORE INSERT ON payments_line
WHEN NEW.currency IS NOT (SELECT currency FROM payments_account WHERE id = NEW.account_id)
BEGIN SELECT RAISE(ABORT, 'payments: a line has the currency of its account'); END;
--
CREATE TRIGGER payments_movement_balanced BEFORE INSERT ON payments_movement
WHEN (SELECT COUNT(*) FROM payments_line WHERE movement_id = NEW.id) < 2 OR EXISTS (
  SELECT 1 FROM payments_line WHERE movement_id = NEW.id GROUP BY currency HAVING SUM(amount_minor) <> 0)
BEGIN SELECT RAISE(ABORT, 'payments: a movement balances in every currency'); END;
--
CREATE TRIGGER payments_account_fixed BEFORE UPDATE ON payments_account
BEGIN SELECT RAISE(ABORT, 'payments: an account never changes its owner or currency'); END
"""

POSTGRES_LEDGER = """
CREATE FUNCTION payments_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payments: % is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
--
CREATE FUNCTION payments_check_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM payments_movement WHERE id = NEW.movement_id) THEN
    RAISE EXCEPTION 'payments: a sealed movement takes no more lines'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.currency IS DISTINCT FROM (SELECT currency FROM payments_account WHERE id = NEW.account_id) THEN
    RAISE EXCEPTION 'payments: a line has the currency of its account'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--
CREATE FUNCTION payments_check_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT COUNT(*) FROM payments_line WHERE movement_id = NEW.id) < 2 OR EXISTS (
    SELECT 1 FROM payments_line WHERE movement_id = NEW.id GROUP BY currency HAVING SUM(amount_minor) <> 0
  ) THEN
    RAISE EXCEPTION 'payments: a movement balances in every currency'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--
CREATE TRIGGER payments_line_checked BEFORE INSERT ON payments_line
FOR EACH ROW EXECUTE FUNCTION payments_check_line();
--
CREATE TRIGGER payments_movement_balanced BEFORE INSERT ON payments_movement
FOR EACH ROW EXECUTE FUNCTION payments_check_movement();
--
CREATE TRIGGER payments_account_fixed BEFORE UPDATE ON payments_account
FOR EACH ROW EXECUTE FUNCTION payments_refuse()
"""

POSTGRES_DROP = "DROP FUNCTION payments_refuse, payments_check_line, payments_check_movement CASCADE"


def sqlite_refusals(table):
    for verb in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'payments: {table} is append-only'); END"
        )


def postgres_refusals(table):
    yield (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION payments_refuse()"
    )
    yield (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse()"
    )


def install(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    ledger = POSTGRES_LEDGER if postgres else SQLITE_LEDGER
    refusals = postgres_refusals if postgres else sqlite_refusals
    for statement in ledger.split("\n--\n"):
        schema_editor.execute(statement, params=None)
    for table in GUARDED:
        for statement in refusals(table):
            schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_DROP)
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'payments!_%' ESCAPE '!'"
        )
        for (name,) in cursor.fetchall():
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
