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

    private const int FactsPerRead = 100;

    private volatile Page _page = new(0, CaseClasses.All);

    public CaseClasses Now => _page.Classes;

    /// <summary>Reads what was changed since; at start, and when the feed has grown.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        while (await log.ReadStream(Stream, _page.Version, FactsPerRead, cancel) is { IsEmpty: false } facts)
        {
            var page = _page;
            foreach (var fact in facts.Where(fact => fact.Version > page.Version))
            {
                page = FactFamilies.City.Read(fact) is CityEvent.ClassChanged changed
                    ? new Page(fact.Version, page.Classes.With(changed))
                    : page with { Version = fact.Version };
            }

            _page = page;
        }
    }

    private sealed record Page(long Version, CaseClasses Classes);
}
