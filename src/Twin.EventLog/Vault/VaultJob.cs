namespace Twin.EventLog.Vault;

/// <summary>One call that waits for the vault's next commit.</summary>
internal interface IVaultJob
{
    /// <summary>Does the work inside the open transaction; keeps the answer for later.</summary>
    void Do(VaultStore store);

    /// <summary>Answers, once the commit is durable.</summary>
    void Tell();

    void Fail(Exception why);
}

internal sealed class VaultJob<T>(Func<VaultStore, T> work)
    : TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously), IVaultJob
{
    private T _answer = default!;
    private LogBrokenException? _broken;

    public void Do(VaultStore store)
    {
        try
        {
            _answer = work(store);
        }
        catch (LogBrokenException broken)
        {
            // Words that do not open fail their reader alone; its audit line stays.
            _broken = broken;
        }
    }

    public void Tell() => _ = _broken is null ? TrySetResult(_answer) : TrySetException(_broken);

    public void Fail(Exception why) => TrySetException(why);
}
