namespace Twin.City;

/// <summary>The identity of a command as the log keeps it: its sender's word, and a digest of what was said.</summary>
/// <remarks>
/// One id is one command of one account. Sent again by that account with the same content it gets the first answer;
/// everything else under it is refused. Ids that the city makes, and those of older logs, have no digest.
/// </remarks>
public static class CommandKey
{
    /// <summary>Parts the two; no word of a sender may hold it.</summary>
    private const char Mark = '\u001f';

    public static Refusal Taken { get; } = new(
        "CommandIdTaken", "该操作编号已用于另一账号或另一内容的操作，未作任何更改。新的操作请使用新的编号。",
        "Found a command id under which another account, or another content, was carried out; expected an id of its "
        + "own for each command. Nothing was stored: take a new id.", "commandId");

    /// <param name="print">Digest of the content; null where nobody sends it again.</param>
    public static string Of(string id, string? print) => print is null ? id : $"{id}{Mark}{print}";

    public static string IdOf(string commandId) =>
        commandId.IndexOf(Mark, StringComparison.Ordinal) is > 0 and var end ? commandId[..end] : commandId;

    public static string? PrintOf(string commandId) =>
        commandId.IndexOf(Mark, StringComparison.Ordinal) is > 0 and var end ? commandId[(end + 1)..] : null;

    /// <summary>Whether both bear the sender's same word.</summary>
    public static bool IsSameId(string one, string other) => Id(one).SequenceEqual(Id(other));

    /// <summary>Whether the word was used for something else than what comes now.</summary>
    /// <param name="given">As it was carried out, by <paramref name="account"/>; empty = nobody knows whose.</param>
    public static bool IsOther(string given, string account, string commandId, string by) =>
        (account.Length > 0 && account != by)
        || (PrintOf(given) is { } was && PrintOf(commandId) is { } print && was != print);

    private static ReadOnlySpan<char> Id(string commandId) =>
        commandId.IndexOf(Mark, StringComparison.Ordinal) is > 0 and var end
            ? commandId.AsSpan(0, end)
            : commandId;
}
