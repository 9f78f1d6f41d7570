using System.Collections.Immutable;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.City.Areas;

/// <content>Split and merge.</content>
public static partial class AreaDecisions
{
    private const int PartsMax = 32;

    private static Decision<AreaEvent> Split(AreaBook book, AreaCommand.Split e)
    {
        if (Refuses(book, e.Area, "area") is { } no)
        {
            return No(no);
        }

        var row = book[e.Area];
        if (row.Parent is null)
        {
            return No(AreaRefusals.IsCity);
        }

        if (e.Parts.Length is < 2 or > PartsMax)
        {
            return No(AreaRefusals.PartsUnfit($"{e.Parts.Length} parts", $"2 to {PartsMax}"));
        }

        foreach (var part in e.Parts)
        {
            var twice = part.Code.Length > 0 && e.Parts.Count(other => other.Code == part.Code) > 1;
            if (RefusesWords(book, part.Name, part.Code, row.Id) is { } wrong)
            {
                return No(wrong);
            }

            if (twice)
            {
                return No(AreaRefusals.PartsUnfit($"code {part.Code} twice", "a code of its own for each part"));
            }
        }

        if (e.Parts.SelectMany(part => part.Posts).Except(book.SeatsOf(row.Id)).ToList() is [var odd, ..])
        {
            return No(AreaRefusals.PartsUnfit($"post '{odd}'", $"posts of '{row.Id}'"));
        }

        return row.IsGrid ? SplitGrid(book, row, e) : SplitArea(book, row, e);
    }

    private static Decision<AreaEvent> SplitGrid(AreaBook book, AreaRow row, AreaCommand.Split e)
    {
        ImmutableArray<Outline> outlines = e.Line is { } line
            ? e.Parts.Length == 2 && Cutting.ByLine(row.Outline!, line.From, line.To) is var (left, right)
                ? [left, right]
                : []
            : [.. e.Parts.Select(part => part.Outline).OfType<Outline>()];
        if (outlines.Length != e.Parts.Length)
        {
            return No(AreaRefusals.PartsUnfit(
                e.Line is null ? "parts without an outline" : "a line that does not cut the grid in two",
                "an outline for each part, or a line through the grid and two parts"));
        }

        if (!Cutting.Fills(row.Outline!, outlines))
        {
            return No(AreaRefusals.PartsUnfit(
                $"parts that miss or overlap {Cutting.Misfit(row.Outline!, outlines):P2} of the grid",
                "parts that fill it"));
        }

        var buildings = book.BuildingsIn(row.Id).ToLookup(building => PartAt(outlines, building.Centre));
        var households = Households(book, row, outlines, buildings);
        var parts = e.Parts.Select((part, at) => new AreaPart(
            NewId(book, isGrid: true, at), part.Code, part.Name, Cutting.Inside(outlines[at]), outlines[at],
            households[at])).ToImmutableArray();
        var happened = ImmutableArray.CreateBuilder<AreaEvent>();
        happened.Add(new AreaEvent.AreaSplit(row.Id, parts));
        happened.AddRange(parts.Select((part, at) => new AreaEvent.HouseholdsRehomed(
            row.Id, part.Id, part.Households, [.. buildings[at].Select(building => new BuildingId(building.Id))])));
        happened.AddRange(Seats(book, row, e.Parts, parts));
        return Yes(happened.DrainToImmutable());
    }

    private static Decision<AreaEvent> SplitArea(AreaBook book, AreaRow row, AreaCommand.Split e)
    {
        var children = book.LiveChildrenOf(row.Id).Select(child => child.Id).ToHashSet();
        var named = e.Parts.SelectMany(part => part.Children).ToList();
        if (named.Count != children.Count || !children.SetEquals(named) || e.Parts.Any(part => part.Children.IsEmpty))
        {
            return No(AreaRefusals.PartsUnfit(
                $"{named.Count} children named", $"each of the {children.Count} children in exactly one part"));
        }

        var parts = e.Parts.Select((part, at) => PartOf(
            book, part.Code, part.Name, NewId(book, isGrid: false, at), part.Outline, part.Children))
            .ToImmutableArray();
        return Yes(
        [
            new AreaEvent.AreaSplit(row.Id, parts),
            .. e.Parts.SelectMany((part, at) => part.Children.Select(child =>
                new AreaEvent.AreaMoved(child, row.Id, parts[at].Id))),
            .. Seats(book, row, e.Parts, parts),
        ]);
    }

    private static Decision<AreaEvent> Merge(AreaBook book, AreaCommand.Merge e)
    {
        foreach (var area in e.Areas)
        {
            if (Refuses(book, area, "areas") is { } no)
            {
                return No(no);
            }
        }

        var rows = e.Areas.Select(area => book[area]).ToList();
        if (rows.Count < 2 || e.Areas.Distinct().Count() != rows.Count
            || rows.Any(row => row.Level != rows[0].Level || row.Parent is null)
            || (e.Parent is null && rows.Any(row => row.Parent != rows[0].Parent)))
        {
            return No(AreaRefusals.Unlike);
        }

        var parent = e.Parent ?? rows[0].Parent!.Value;
        var wrong = Refuses(book, parent, "parent") ?? RefusesWords(book, e.Name, e.Code, e.Areas.AsSpan());
        if (wrong is not null || !Fits(rows[0], book[parent]) || e.Areas.Any(area => book.Covers(area, parent)))
        {
            return No(wrong ?? AreaRefusals.NotUnder(rows[0], book[parent]));
        }

        var into = PartOf(
            book, e.Code, e.Name, NewId(book, rows[0].IsGrid, 0),
            rows.All(row => row.Outline is not null) ? Cutting.Union(rows.Select(row => row.Outline!)) : null, e.Areas);
        into = into with { Households = rows.Sum(row => row.Households) };
        return Yes(
        [
            new AreaEvent.AreaMerged(e.Areas, into, parent),
            .. rows.SelectMany(row => book.LiveChildrenOf(row.Id).Select(child =>
                new AreaEvent.AreaMoved(child.Id, row.Id, into.Id))),
            .. rows.SelectMany(row => Handover(book, row, into.Id)),
        ]);
    }

    private static AreaPart PartOf(
        AreaBook book, string code, string name, HomeId id, Outline? outline, ImmutableArray<HomeId> of)
    {
        var known = of.Select(child => book[child].Outline).ToList();
        outline ??= known.TrueForAll(one => one is not null) ? Cutting.Union(known.OfType<Outline>()) : null;
        return new AreaPart(
            id, code, name, outline is null ? book[of[0]].Centre : Cutting.Inside(outline), outline, 0);
    }

    /// <summary>Known doors go where their building stands; what a source only counted goes by surface.</summary>
    private static int[] Households(
        AreaBook book, AreaRow row, ImmutableArray<Outline> outlines, ILookup<int, ReferenceBuilding> buildings)
    {
        int[] known = [.. outlines.Select((_, at) =>
            buildings[at].Sum(building => book.City.Addresses.CountOf(building.Id)))];
        var rest = Math.Max(0, row.Households - known.Sum());
        var surface = outlines.Sum(outline => outline.SurfaceSquareMetres);
        var given = 0;
        for (var at = 0; at < known.Length - 1; at++)
        {
            var share = (int)(rest * outlines[at].SurfaceSquareMetres / surface);
            known[at] += share;
            given += share;
        }

        known[^1] += rest - given;
        return known;
    }

    private static IEnumerable<AreaEvent> Seats(
        AreaBook book, AreaRow row, ImmutableArray<WantedPart> wanted, ImmutableArray<AreaPart> parts)
    {
        var largest = parts.MaxBy(part => part.Households)!.Id;
        var seated = new HashSet<HomeId>();
        foreach (var seat in book.SeatsOf(row.Id))
        {
            var at = Enumerable.Range(0, parts.Length).Cast<int?>()
                .FirstOrDefault(part => wanted[part!.Value].Posts.Contains(seat));
            var to = at is { } named ? parts[named].Id : largest;
            seated.Add(to);
            yield return new AreaEvent.PostRehomed(seat, row.Id, to);
        }

        foreach (var part in parts.Where(part => row.IsGrid && !seated.Contains(part.Id)))
        {
            yield return new AreaEvent.PostOpened(new PostId($"{part.Id}-1"), $"{part.Name}-1", part.Id, "Worker");
        }
    }

    private static int PartAt(ImmutableArray<Outline> outlines, LngLat at)
    {
        for (var part = 0; part < outlines.Length - 1; part++)
        {
            if (outlines[part].Contains(at))
            {
                return part;
            }
        }

        return outlines.Length - 1;
    }
}
