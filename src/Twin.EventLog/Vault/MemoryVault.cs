using System.Collections.Immutable;

namespace Twin.EventLog.Vault;

/// <summary>The vault in memory, for simulated cities. Forgetting drops the words.</summary>
public sealed class MemoryVault : IVault
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string CaseId, string TextId), (byte[] Sha256, string? Words)> _words = [];
    private readonly Dictionary<string, List<string>> _textsOfCase = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<WordsRead>> _reads = new(StringComparer.Ordinal);

    private MemoryVault()
    {
    }

    public static MemoryVault Create() => new();

    public ValueTask<WordsRef> Put(string caseId, string textId, string words, CancellationToken cancel)
    {
        VaultWords.CheckPut(caseId, textId, words);
        lock (_gate)
        {
            if (!_words.TryGetValue((caseId, textId), out var kept))
            {
                _words[(caseId, textId)] = kept = (VaultWords.HashOf(words), words);
                ListOf(_textsOfCase, caseId).Add(textId);
            }

            return ValueTask.FromResult(VaultWords.Ref(textId, kept.Sha256));
        }
    }

    public ValueTask<string?> Read(WordsRequest request, CancellationToken cancel)
    {
        VaultWords.CheckRead(request);
        lock (_gate)
        {
            var (caseId, textId, by, purpose, at) = request;
            ListOf(_reads, caseId).Add(new WordsRead(caseId, textId, by.Account, by.Role, purpose, at));
            return ValueTask.FromResult(_words.GetValueOrDefault((caseId, textId)).Words);
        }
    }

    public ValueTask<ImmutableArray<string?>> ReadMany(WordsOfMany request, CancellationToken cancel)
    {
        VaultWords.CheckPurpose(request.By, request.Purpose);
        lock (_gate)
        {
            ListOf(_reads, IVault.AnyCase).Add(new WordsRead(
                IVault.AnyCase, VaultWords.CountOf(request), request.By.Account, request.By.Role, request.Purpose,
                request.At));
            return ValueTask.FromResult<ImmutableArray<string?>>(
                [.. request.Texts.Select(text => _words.GetValueOrDefault(text).Words)]);
        }
    }

    public ValueTask<bool> Forget(string caseId, Author by, DateTimeOffset at, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(caseId);
        lock (_gate)
        {
            var destroyed = _textsOfCase.Remove(caseId, out var texts);
            foreach (var textId in texts ?? [])
            {
                _words[(caseId, textId)] = (_words[(caseId, textId)].Sha256, null);
            }

            return ValueTask.FromResult(destroyed);
        }
    }

    public ValueTask<ImmutableArray<WordsRead>> ReadAudit(string caseId, CancellationToken cancel)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<ImmutableArray<WordsRead>>([.. ListOf(_reads, caseId)]);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}
