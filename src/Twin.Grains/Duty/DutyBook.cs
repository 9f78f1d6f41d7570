using Twin.City.Duty;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Duty;

/// <summary>Who keeps which turn, for all threads of a silo.</summary>
public sealed class DutyBook(IEventLog log)
{
    /// <summary>Key of the grain that writes it; there is one roster in a city.</summary>
    public const string Key = "city";

    public const string Stream = "duty";
    public const string Feed = "duty";

    private readonly FoldedStream<Roster> _stream = new(
        log, Stream, Roster.Empty, static (roster, fact) => roster.After(FactFamilies.Duty.Read(fact), fact.At));

    public Roster Now => _stream.Now;

    /// <summary>Reads what was planned since; at start, and when the feed has grown.</summary>
    public Task CatchUp(CancellationToken cancel) => _stream.CatchUp(cancel);
}
