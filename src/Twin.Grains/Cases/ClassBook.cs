using Twin.City.Areas;
using Twin.City.Tables;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Cases;

/// <summary>The classes of now and of then: the shipped ones, and what was changed since.</summary>
public sealed class ClassBook(IEventLog log)
{
    /// <summary>Key of the grain that writes it; there is one table of classes in a city.</summary>
    public const string Key = "city";

    public const string Stream = "classes";
    public const string Feed = "classes";

    private readonly FoldedStream<CaseClasses> _stream = new(
        log, Stream, CaseClasses.All, static (classes, fact) =>
            FactFamilies.City.Read(fact) is CityEvent.ClassChanged changed ? classes.With(changed) : classes);

    public CaseClasses Now => _stream.Now;

    /// <summary>Reads what was changed since; at start, and when the feed has grown.</summary>
    public Task CatchUp(CancellationToken cancel) => _stream.CatchUp(cancel);
}
