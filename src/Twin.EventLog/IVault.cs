using System.Collections.Immutable;

namespace Twin.EventLog;

/// <summary>Words as the log knows them: an opaque id and the SHA-256 of the UTF-8 text.</summary>
public sealed record WordsRef(string TextId, string Sha256);

/// <summary>Where words lie that can be forgotten: one key per case, envelope-encrypted.</summary>
/// <remarks>No decision and no fold depends on what lies here.</remarks>
public interface IVault : IAsyncDisposable
{
    /// <summary>Stores words durably before any fact names them; the same text id again changes nothing.</summary>
    ValueTask<WordsRef> Put(string caseId, string textId, string words, CancellationToken cancel);

    /// <summary>Reads words for a purpose and writes the audit line; null when they were forgotten.</summary>
    ValueTask<string?> Read(WordsRequest request, CancellationToken cancel);

    /// <summary>Reads many texts at once and writes one audit line for all of them, under <see cref="AnyCase"/>.
    /// </summary>
    /// <returns>In the same order; null for what was forgotten or never there.</returns>
    ValueTask<ImmutableArray<string?>> ReadMany(WordsOfMany request, CancellationToken cancel);

    /// <summary>The case of audit lines that are about many.</summary>
    const string AnyCase = "*";

    /// <summary>Destroys the key of a case; its words are gone for ever, here and in every later backup.</summary>
    ValueTask<bool> Forget(string caseId, Author by, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Who read what and why, newest last.</summary>
    ValueTask<ImmutableArray<WordsRead>> ReadAudit(string caseId, CancellationToken cancel);
}

/// <summary>A wish to read words, with the purpose that the audit keeps.</summary>
public sealed record WordsRequest(string CaseId, string TextId, Author By, string Purpose, DateTimeOffset At);

/// <summary>A wish to read many texts; without texts it notes a purpose.</summary>
public sealed record WordsOfMany(
    ImmutableArray<(string CaseId, string TextId)> Texts, Author By, string Purpose, DateTimeOffset At);

/// <summary>One audited read.</summary>
public sealed record WordsRead(
    string CaseId, string TextId, string Account, string Role, string Purpose, DateTimeOffset At);
