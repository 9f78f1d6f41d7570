using Twin.Geo;

namespace Twin.City.Areas;

/// <content>Draw: a new area or grid, or a new outline of one that is known.</content>
public static partial class AreaDecisions
{
    private static Decision<AreaEvent> Draw(AreaBook book, AreaCommand.Draw e) =>
        e.Area is { } known ? Redraw(book, known, e.Outline) : DrawNew(book, e);

    private static Decision<AreaEvent> DrawNew(AreaBook book, AreaCommand.Draw e)
    {
        if ((Refuses(book, e.Parent, "parent") ?? RefusesWords(book, e.Name, e.Code)) is { } no)
        {
            return No(no);
        }

        var isGrid = e.Level is null;
        var part = new AreaPart(
            NewId(book, isGrid, 0), e.Code, e.Name,
            e.Outline is null ? book[e.Parent].Centre : Cutting.Inside(e.Outline), e.Outline, 0);
        var row = new AreaRow(
            part.Id, e.Level, e.Code, e.Name, e.Parent, part.Centre, e.Outline, 0, e.Kind, e.Low, Drawn: true);
        if (!Fits(row, book[e.Parent]))
        {
            return No(AreaRefusals.NotUnder(row, book[e.Parent]));
        }

        if (!isGrid)
        {
            return Yes(new AreaEvent.AreaDrawn(part, e.Parent, e.Level, e.Kind, e.Low, Drawn: true));
        }

        if (RefusesGround(book, null, e.Outline) is { } taken)
        {
            return No(taken);
        }

        var buildings = book.City.Buildings.Where(building =>
            e.Outline!.Contains(building.Centre) && book.GridAt(building.Centre) is null).ToList();
        part = part with { Households = buildings.Sum(building => book.City.Addresses.CountOf(building.Id)) };
        return Yes(
            new AreaEvent.AreaDrawn(part, e.Parent, e.Level, e.Kind, e.Low, Drawn: true),
            new AreaEvent.HouseholdsRehomed(
                e.Parent, part.Id, part.Households,
                [.. buildings.Select(building => new BuildingId(building.Id))]),
            new AreaEvent.PostOpened(new PostId($"{part.Id}-1"), $"{part.Name}-1", part.Id, "Worker"));
    }

    private static Decision<AreaEvent> Redraw(AreaBook book, HomeId area, Outline? outline)
    {
        if (Refuses(book, area, "area") is { } no)
        {
            return No(no);
        }

        var row = book[area];
        if (outline is null || (row.IsGrid && RefusesGround(book, area, outline) is not null))
        {
            return No(RefusesGround(book, area, outline)!);
        }

        var part = new AreaPart(row.Id, row.Code, row.Name, Cutting.Inside(outline), outline, row.Households);
        return Yes(new AreaEvent.AreaDrawn(
            part, row.Parent ?? row.Id, row.Level, row.Kind, row.Low, row.Drawn));
    }

    private static Refusal? RefusesGround(AreaBook book, HomeId? except, Outline? outline)
    {
        if (outline is null)
        {
            return AreaRefusals.Field("outline", "nothing", "a polygon in WGS 84 degrees, longitude first");
        }

        foreach (var row in book.All.Select(id => book[id]))
        {
            if (row is { IsLive: true, IsGrid: true, Outline: { } taken } && row.Id != except
                && Cutting.Overlaps(taken, outline))
            {
                return AreaRefusals.GroundTaken(row.Id);
            }
        }

        return null;
    }
}
