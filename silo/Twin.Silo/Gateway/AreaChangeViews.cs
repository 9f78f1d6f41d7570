using System.Collections.Immutable;
using Twin.City;
using Twin.City.Areas;
using Twin.Contracts;
using Twin.Grains.Areas;

namespace Twin.Silo.Gateway;

/// <summary>Changes of the map as the wire has them.</summary>
internal static class AreaChangeViews
{
    public static Outcome<AreaChangeView> Of(AreaPreview preview) => preview.Refusal is { } no
        ? Problem.Of(no)
        : new AreaChangeView(
            preview.Hash, preview.Position, [.. preview.Happened.Select(Of)], Moves(preview.Happened, preview.Cases),
            preview.Cases.Length, 0, Again: false);

    public static Outcome<AreaChangeView> Of(AreaAnswer answer) => answer.Refusal is { } no
        ? Problem.Of(no)
        : new AreaChangeView(
            null, answer.Position, [.. answer.Happened.Select(Of)], Moves(answer.Happened, []), answer.CasesMoved,
            answer.CasesLeft, answer.Again);

    public static AreaFactView Of(AreaEvent happened) => happened switch
    {
        AreaEvent.AreaDrawn e => Fact("AreaDrawn", [e.Area.Id], e.Area.Households),
        AreaEvent.AreaRecoded e => Fact("AreaRecoded", [e.Area]),
        AreaEvent.AreaMoved e => Fact("AreaMoved", [e.Area, e.From, e.To]),
        AreaEvent.AreaSplit e => Fact("AreaSplit", [e.Area, .. e.Parts.Select(part => part.Id)]),
        AreaEvent.AreaMerged e => Fact("AreaMerged", [.. e.Areas, e.Into.Id], e.Into.Households),
        AreaEvent.AreaClosed e => Fact("AreaClosed", [e.Area, e.Heir]),
        AreaEvent.PostRehomed e => Fact("PostRehomed", [e.From, e.To], 0, e.Post),
        AreaEvent.PostOpened e => Fact("PostOpened", [e.Home], 0, e.Post),
        AreaEvent.HouseholdsRehomed e => Fact("HouseholdsRehomed", [e.From, e.To], e.Households),
        AreaEvent.AreasImported => Fact("AreasImported", []),
        _ => throw new InvalidOperationException($"No words for {happened.GetType().Name}; add a line."),
    };

    private static AreaFactView Fact(
        string kind, ImmutableArray<HomeId> areas, int households = 0, params ReadOnlySpan<PostId> posts)
    {
        string[] seats = new string[posts.Length];
        for (var i = 0; i < posts.Length; i++)
        {
            seats[i] = posts[i].Value;
        }

        return new AreaFactView(kind, [.. areas.Select(area => area.Value)], seats, households);
    }

    private static AreaMoveView[] Moves(ImmutableArray<AreaEvent> happened, ImmutableArray<CaseMoving> cases)
    {
        var posts = happened.OfType<AreaEvent.PostRehomed>().ToLookup(e => (e.From, e.To), e => e.Post.Value);
        var households = happened.OfType<AreaEvent.HouseholdsRehomed>()
            .GroupBy(e => (e.From, e.To)).ToDictionary(group => group.Key, group => group.Sum(e => e.Households));
        var moving = cases.GroupBy(one => (one.From, one.To)).ToDictionary(group => group.Key, group => group.Count());
        return
        [
            .. posts.Select(group => group.Key).Concat(households.Keys).Concat(moving.Keys).Distinct()
                .OrderBy(move => move.From.Value, StringComparer.Ordinal)
                .ThenBy(move => move.To.Value, StringComparer.Ordinal)
                .Select(move => new AreaMoveView(
                    move.From.Value, move.To.Value, moving.GetValueOrDefault(move),
                    households.GetValueOrDefault(move), [.. posts[move]])),
        ];
    }
}
