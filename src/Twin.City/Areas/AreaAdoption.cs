using System.Collections.Immutable;
using Twin.Geo.Reference;

namespace Twin.City.Areas;

/// <summary>What follows for the map from a new import: only what changed between two imports. Pure.</summary>
/// <remarks>
/// Areas that commands have ended stay so, and what commands changed meanwhile changes only where the source did. New
/// areas come first, parents before children; closings last, children before parents.
/// </remarks>
public static class AreaAdoption
{
    /// <param name="book">The map now.</param>
    /// <param name="before">The import that the map has taken over.</param>
    /// <param name="after">The new one.</param>
    /// <param name="hashes">The sets of the new one: the map has taken them over after these facts.</param>
    public static ImmutableArray<AreaEvent> Facts(
        AreaBook book, MapRows before, MapRows after, (string Areas, string Grids) hashes)
    {
        var facts = ImmutableArray.CreateBuilder<AreaEvent>();
        var difference = MapDifference.Between(before, after);
        var rows = after.Areas.Select(AreaRow.Of).Concat(after.Grids.Select(AreaRow.Of)).ToList();
        void Tell(AreaEvent happened)
        {
            facts.Add(happened);
            book = book.After(happened, DateTimeOffset.UnixEpoch, book.Position);
        }

        foreach (var row in Those(rows, difference.Added).Where(row => book.Find(row.Id) is null))
        {
            Tell(new AreaEvent.AreaDrawn(PartOf(row), row.Parent!.Value, row.Level, row.Kind, row.Low, row.Drawn));
            if (row.IsGrid)
            {
                Tell(new AreaEvent.PostOpened(new PostId($"{row.Id}-1"), $"{row.Name}-1", row.Id, "Worker"));
            }
        }

        foreach (var row in Those(rows, difference.Recoded).Where(row => IsLive(book, row.Id)))
        {
            Tell(new AreaEvent.AreaRecoded(row.Id, row.Code, row.Name));
        }

        foreach (var row in Those(rows, difference.Moved).Where(row => IsLive(book, row.Id)))
        {
            if (row.Parent is { } to && book[row.Id].Parent is { } from && from != to && IsLive(book, to))
            {
                Tell(new AreaEvent.AreaMoved(row.Id, from, to));
            }
        }

        foreach (var row in Those(rows, difference.Redrawn).Where(row => IsLive(book, row.Id)))
        {
            if (row.Outline is not null || !row.IsGrid)
            {
                var part = PartOf(row) with { Households = book[row.Id].Households };
                Tell(new AreaEvent.AreaDrawn(
                    part, book[row.Id].Parent ?? row.Id, row.Level, row.Kind, row.Low, row.Drawn));
            }
        }

        foreach (var id in difference.Closed.Reverse().Select(id => new HomeId(id)).Where(id => IsLive(book, id)))
        {
            if (book[id].Parent is { } heir && !book.LiveChildrenOf(id).Any())
            {
                Tell(new AreaEvent.AreaClosed(id, heir));
                foreach (var seat in book.SeatsOf(id))
                {
                    Tell(new AreaEvent.PostRehomed(seat, id, heir));
                }
            }
        }

        Tell(new AreaEvent.AreasImported(hashes.Areas, hashes.Grids));
        return facts.DrainToImmutable();
    }

    /// <summary>What the new import changes of areas that are over on the map: it is not taken over.</summary>
    public static ImmutableArray<HomeId> PassedOver(AreaBook book, MapRows before, MapRows after)
    {
        var difference = MapDifference.Between(before, after);
        return
        [
            .. difference.Added.Concat(difference.Recoded).Concat(difference.Moved).Concat(difference.Redrawn)
                .Distinct().Select(id => new HomeId(id)).Where(id => book.Find(id) is { IsLive: false }),
        ];
    }

    private static IEnumerable<AreaRow> Those(List<AreaRow> rows, ImmutableArray<string> ids)
    {
        var wanted = ids.ToHashSet();
        return rows.Where(row => wanted.Contains(row.Id.Value));
    }

    private static bool IsLive(AreaBook book, HomeId id) => book.Find(id) is { IsLive: true };

    private static AreaPart PartOf(AreaRow row) =>
        new(row.Id, row.Code, row.Name, row.Centre, row.Outline, row.Households);
}
