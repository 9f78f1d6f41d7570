using Twin.City.Cases;
using Twin.Contracts;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Desks;

/// <summary>What is asked of a queue.</summary>
/// <param name="Mine">Only what waits for the asker.</param>
/// <param name="Drawn">Closed cases that chance, by their id, gives to be looked at once more.</param>
/// <param name="Fits">What was searched for; null = nothing was.</param>
internal readonly record struct QueueAsk(
    CaseStage? Stage, bool Mine, bool Drawn, int Page, int PageSize, Func<CaseEntry, bool>? Fits = null);

/// <summary>The cases of a desk in the order of the deadline that is due first, with counts of stages.</summary>
internal static class Queue
{
    private static readonly Comparer<CaseEntry> ByDue = Comparer<CaseEntry>.Create(static (one, other) =>
        Due(one).CompareTo(Due(other)) is not 0 and var due ? due
            : one.Severity.CompareTo(other.Severity) is not 0 and var graver ? graver
            : string.CompareOrdinal(one.Id.Value, other.Id.Value));

    private static readonly CaseStage[] Stages = Enum.GetValues<CaseStage>();

    /// <summary>Ended cases that a stage shows: the newest; lists and search hold the others.</summary>
    private const int EndedMost = 1_000;

    /// <summary>Closed cases among which the drawn ones are looked for: the newest.</summary>
    private const int DrawnAmong = 20_000;

    /// <summary>Call it under the gate of the list: entries change in place.</summary>
    public static QueueView Of(
        Shelf? shelf, DeskScope scope, QueueAsk ask, Places places, DateTimeOffset now, long position)
    {
        var (count, late) = (new long[Stages.Length], new long[Stages.Length]);
        long mine = 0;
        var fits = new List<CaseEntry>();
        foreach (var entry in shelf?.Open ?? [])
        {
            if (!scope.Sees(entry)) continue;
            var isMine = scope.IsMine(entry);
            count[(int)entry.Stage]++;
            late[(int)entry.Stage] += Due(entry) < now ? 1 : 0;
            mine += isMine ? 1 : 0;
            if ((ask.Stage is null || ask.Stage == entry.Stage) && (!ask.Mine || isMine)) fits.Add(entry);
        }

        if (ask.Stage is { } ended && !ended.IsOpen())
        {
            fits.AddRange(Ended(shelf, scope, ended));
        }

        if (ask.Drawn)
        {
            fits = [.. Closed(shelf, scope).Where(entry => CaseDecisions.IsDrawn(entry.Id))];
        }
        else
        {
            fits.Sort(ByDue);
        }

        if (ask.Fits is { } which)
        {
            fits.RemoveAll(entry => !which(entry));
        }

        var rows = fits.Skip((ask.Page - 1) * ask.PageSize).Take(ask.PageSize);
        return new QueueView(
            [.. rows.Select(entry => ViewOf.Row(entry, places, scope.SeesPlace(entry)))],
            ask.Page, ask.PageSize, fits.Count, mine, late.Sum(),
            [.. Stages.Where(stage => count[(int)stage] > 0)
                .Select(stage => new StageCountView(stage.ToString(), count[(int)stage], late[(int)stage]))],
            position);
    }

    private static DateTimeOffset Due(CaseEntry entry) => entry.Next?.DueAt ?? DateTimeOffset.MaxValue;

    private static IEnumerable<CaseEntry> Closed(Shelf? shelf, DeskScope scope) => shelf is null
        ? []
        : shelf.Page(CaseStage.Closed, null, null, 0, DrawnAmong).Rows.Where(scope.Sees);

    private static IEnumerable<CaseEntry> Ended(Shelf? shelf, DeskScope scope, CaseStage stage) =>
        shelf is null ? [] : shelf.Page(stage, null, null, 0, EndedMost).Rows.Where(scope.Sees);
}
