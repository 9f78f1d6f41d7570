using System.Collections.Immutable;
using Twin.City;
using Twin.City.Modes;
using Twin.City.Tables;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Modes;

/// <summary>The command of every area as this silo has read it: for screens, lists and the grains themselves.</summary>
public sealed class ModeBook(IEventLog log)
{
    /// <summary>The feed of all facts about modes, plans that are open, and notices.</summary>
    public const string Feed = "mode";

    private readonly Lock _gate = new();
    private volatile Page _page = new(0, ImmutableSortedDictionary.Create<string, AreaCommandState>(
        StringComparer.Ordinal));

    /// <summary>Told when something new was read; whoever listens only notes it.</summary>
    public event Action? Grown;

    /// <summary>How many facts are in it: whoever saw fewer asks again.</summary>
    public long Version => _page.Number;

    public ImmutableSortedDictionary<string, AreaCommandState> Areas => _page.Areas;

    public static string StreamOf(HomeId area) => $"mode/{area.Value}";

    public ModeState Of(HomeId area) => Areas.GetValueOrDefault(area.Value)?.State ?? ModeState.Empty;

    /// <summary>The area that an incident belongs to, with it; null when there is none.</summary>
    public (HomeId Area, Incident Incident)? Find(string incident)
    {
        foreach (var (area, command) in Areas)
        {
            if (command.State.Incident(incident) is { } found)
            {
                return (new HomeId(area), found);
            }
        }

        return null;
    }

    /// <summary>What open plans of these areas order for a hazard; peace when they order nothing.</summary>
    public Mode Ordered(ImmutableArray<HomeId> areas, ModeKey key) => areas
        .SelectMany(area => Of(area).Incidents).Where(one => one.IsOpen && one.Key == key)
        .Select(one => one.Plan.Orders).DefaultIfEmpty(Mode.Peace).MaxBy(mode => CityTables.Of(mode).Height);

    /// <summary>Areas where time alone has something to say, or a plan something left to do.</summary>
    public IEnumerable<HomeId> Waiting(DateTimeOffset now) => Areas
        .Where(one => one.Value.State.Pursues || one.Value.State.NextDue <= now)
        .Select(one => new HomeId(one.Key));

    /// <summary>Reads what is new; at start, when the feed has grown, and before a decision or an answer.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        ImmutableArray<Fact> facts;
        var grown = false;
        do
        {
            facts = await log.ReadFeed(Feed, Version, Pages.PageFacts, cancel);
            lock (_gate)
            {
                var before = _page.Number;
                _page = facts.Aggregate(_page, static (page, fact) => page.After(fact));
                grown |= _page.Number > before;
            }
        }
        while (facts.Length == Pages.PageFacts);

        if (grown)
        {
            Grown?.Invoke();
        }
    }

    private sealed record Page(long Number, ImmutableSortedDictionary<string, AreaCommandState> Areas)
    {
        public Page After(Fact fact)
        {
            var number = fact.Feeds.First(one => one.Feed == Feed).Number;
            if (number <= Number)
            {
                return this;
            }

            var area = fact.Stream["mode/".Length..];
            var command = Areas.GetValueOrDefault(area) ?? new AreaCommandState(ModeState.Empty, []);
            var happened = FactFamilies.Modes.Read(fact);
            return new Page(number, Areas.SetItem(area, new AreaCommandState(
                command.State.After(happened, fact.At),
                command.Notes.Add(new ModeNote(fact.Position, fact.At, fact.By.Role, happened)))));
        }
    }
}

/// <summary>The command of one area, and how it came about.</summary>
public sealed record AreaCommandState(ModeState State, ImmutableList<ModeNote> Notes);

/// <summary>A fact with when, in which role and where in the log.</summary>
public sealed record ModeNote(long Position, DateTimeOffset At, string Role, ModeEvent Happened);
