using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Twin.EventLog.Commits;
using Twin.EventLog.Sqlite;

namespace Twin.EventLog.Vault;

/// <summary>The vault's rows; used by its one writer thread, inside a transaction.</summary>
internal sealed class VaultStore(
    SqliteConnection connection, AesGcm master, IKeySource keys, TimeProvider time) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");
    private readonly Statement _rollback = new(connection, "ROLLBACK");
    private readonly Statement _key = new(connection, "SELECT key_no, wrapped FROM keys WHERE case_id = ?1");
    private readonly Statement _newKey = new(connection, "INSERT INTO keys VALUES(?1, ?2, ?3)");
    private readonly Statement _dropKey = new(connection, "DELETE FROM keys WHERE case_id = ?1");
    private readonly Statement _stored = new(
        connection, "SELECT sha256, key_no, sealed FROM words WHERE case_id = ?1 AND text_id = ?2");
    private readonly Statement _newWords = new(connection, "INSERT INTO words VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
    private readonly Statement _dropWords = new(connection, "UPDATE words SET sealed = NULL WHERE case_id = ?1");
    private readonly Statement _newRead = new(
        connection,
        "INSERT INTO audit(case_id, text_id, account, role, purpose, at_us) VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
    private readonly Statement _reads = new(
        connection,
        "SELECT text_id, account, role, purpose, at_us FROM audit WHERE case_id = ?1 AND text_id IS NOT NULL "
        + "ORDER BY number");

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle!) == 0)
        {
            _rollback.Run();
        }
    }

    public WordsRef Put(string caseId, string textId, string words)
    {
        if (_stored.Bind(1, caseId).Bind(2, textId).Step())
        {
            var there = VaultWords.Ref(textId, _stored.Utf8(0));
            _stored.Reset();
            return there;
        }

        var (number, key) = KeyOf(caseId) ?? NewKey(caseId);
        using (key)
        {
            var plain = Encoding.UTF8.GetBytes(words);
            var sha256 = SHA256.HashData(plain);
            _newWords.Bind(1, caseId).Bind(2, textId).Bind(3, number).BindBlob(4, sha256);
            _newWords.Bind(5, Moments.Micros(time.GetUtcNow()));
            _newWords.BindBlob(6, Envelope.Seal(key, plain, Place(caseId, textId), keys)).Run();
            return VaultWords.Ref(textId, sha256);
        }
    }

    /// <summary>The audit line is written whether or not there is something to read.</summary>
    public string? Read(WordsRequest request)
    {
        Audit(request.CaseId, request.TextId, request.By, request.Purpose, request.At);
        return Open(request.CaseId, request.TextId);
    }

    public ImmutableArray<string?> ReadMany(WordsOfMany request)
    {
        Audit(IVault.AnyCase, VaultWords.CountOf(request), request.By, request.Purpose, request.At);
        return [.. request.Texts.Select(text => Open(text.CaseId, text.TextId))];
    }

    private string? Open(string caseId, string textId)
    {
        if (!_stored.Bind(1, caseId).Bind(2, textId).Step())
        {
            return null;
        }

        var number = _stored.Int(1);
        var sealedBytes = _stored.IsNull(2) ? null : _stored.Bytes(2);
        _stored.Reset();
        if (sealedBytes is null || KeyOf(caseId) is not { } found)
        {
            return null;
        }

        using var key = found.Key;
        return found.Number == number
            ? Encoding.UTF8.GetString(Envelope.Open(key, sealedBytes, Place(caseId, textId)))
            : null;
    }

    /// <summary>True when there was a key to destroy. That the words are gone is kept in the audit.</summary>
    public bool Forget(string caseId, Author by, DateTimeOffset at)
    {
        _dropWords.Bind(1, caseId).Run();
        _dropKey.Bind(1, caseId).Run();
        var destroyed = SQLitePCL.raw.sqlite3_changes(connection.Handle!) > 0;
        Audit(caseId, null, by, "forget", at);
        return destroyed;
    }

    public ImmutableArray<WordsRead> Reads(string caseId)
    {
        var reads = ImmutableArray.CreateBuilder<WordsRead>();
        _reads.Bind(1, caseId);
        while (_reads.Step())
        {
            reads.Add(new WordsRead(
                caseId, _reads.Text(0), _reads.Text(1), _reads.Text(2), _reads.Text(3), Moments.At(_reads.Int(4))));
        }

        return reads.DrainToImmutable();
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            _begin, _commit, _rollback, _key, _newKey, _dropKey, _stored, _newWords, _dropWords, _newRead, _reads,
        })
        {
            statement.Dispose();
        }

        connection.Dispose();
        master.Dispose();
    }

    private static string Place(string caseId, string textId) => caseId + "\n" + textId;

    private (long Number, AesGcm Key)? KeyOf(string caseId)
    {
        if (!_key.Bind(1, caseId).Step())
        {
            return null;
        }

        var (number, wrapped) = (_key.Int(0), _key.Bytes(1));
        _key.Reset();
        var plain = Envelope.Open(master, wrapped, caseId);
        var key = Envelope.Key(plain);
        CryptographicOperations.ZeroMemory(plain);
        return (number, key);
    }

    /// <summary>The number is random, so that words sealed before a forgetting never meet a later key.</summary>
    private (long Number, AesGcm Key) NewKey(string caseId)
    {
        Span<byte> fresh = stackalloc byte[Envelope.KeyBytes + sizeof(long)];
        keys.Fill(fresh);
        var number = BitConverter.ToInt64(fresh[Envelope.KeyBytes..]) & long.MaxValue;
        var plain = fresh[..Envelope.KeyBytes];
        _newKey.Bind(1, caseId).Bind(2, number).BindBlob(3, Envelope.Seal(master, plain, caseId, keys)).Run();
        var key = Envelope.Key(plain);
        CryptographicOperations.ZeroMemory(plain);
        return (number, key);
    }

    private void Audit(string caseId, string? textId, Author by, string purpose, DateTimeOffset at)
    {
        _newRead.Bind(1, caseId).Bind(2, textId).Bind(3, by.Account).Bind(4, by.Role).Bind(5, purpose);
        _newRead.Bind(6, Moments.Micros(at)).Run();
    }
}
