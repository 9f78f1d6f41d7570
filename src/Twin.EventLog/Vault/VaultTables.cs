namespace Twin.EventLog.Vault;

/// <summary>The tables of the vault, as docs/decisions/0004-vault.md explains them.</summary>
internal static class VaultTables
{
    /// <summary>"WORD" in ASCII, in the file's header.</summary>
    public const int ApplicationId = 0x574F5244;

    public const int Version = 1;

    public const string Create = """
        CREATE TABLE keys(
            case_id TEXT PRIMARY KEY, key_no INTEGER NOT NULL, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE words(
            case_id TEXT NOT NULL, text_id TEXT NOT NULL, key_no INTEGER NOT NULL, sha256 BLOB NOT NULL,
            at_us INTEGER NOT NULL, sealed BLOB, PRIMARY KEY(case_id, text_id)) STRICT, WITHOUT ROWID;
        CREATE TABLE audit(
            number INTEGER PRIMARY KEY, case_id TEXT NOT NULL, text_id TEXT, account TEXT NOT NULL, role TEXT NOT NULL,
            purpose TEXT NOT NULL, at_us INTEGER NOT NULL) STRICT;
        CREATE INDEX audit_by_case ON audit(case_id, number);
        CREATE TABLE marks(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
        """;
}
