using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Duty;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Clocks;
using Twin.Grains.Duty;

namespace Twin.Grains;

/// <summary>What decisions may know of the city around a case, built in this one place.</summary>
public static class CityRules
{
    /// <param name="classes">Who knows what was changed of the classes; null = as shipped.</param>
    /// <param name="duty">Who knows the turns of the seats; null = the first seat has every matter of its home.</param>
    /// <param name="calendar">Who knows the working time of now; null = the zone's official days.</param>
    public static CaseRules Of(
        ReferenceCity city, CityTree tree, CalendarBook? calendar = null, ClassBook? classes = null,
        DutyBook? duty = null, TimeProvider? time = null) => new()
        {
            Zone = city.TimeZone,
            CalendarNow = calendar is null ? null : () => calendar.Now,
            ClassesNow = classes is null ? null : () => classes.Now,
            Covers = tree.Covers,
            IsGrid = tree.IsGrid,
            Knows = tree.Knows,
            SeatFor = home => duty is null || time is null
                ? tree.PostsOf(home) is [var first, ..] ? first : null
                : GapRule.SeatFor(duty.Now, tree.PostsOf(home), StandIns(tree, home), time.GetUtcNow()),
            CheckSeatFor = (home, handler) => CheckSeat(tree, home, handler),
        };

    /// <summary>Who stands in for a home, in this order: the homes next door, then the areas above it.</summary>
    public static IEnumerable<ImmutableArray<PostId>> StandIns(CityTree tree, HomeId home)
    {
        foreach (var other in NextDoor(tree, home).Concat(tree.Above(home)))
        {
            yield return tree.PostsOf(other);
        }
    }

    /// <summary>The others under its parent, from the one behind it round to the one before it.</summary>
    private static IEnumerable<HomeId> NextDoor(CityTree tree, HomeId home)
    {
        var all = tree.ParentOf(home) is { } parent ? tree.ChildrenOf(parent) : [];
        var here = all.IndexOf(home);
        for (var step = 1; step < all.Length; step++)
        {
            yield return all[(here + step) % all.Length];
        }
    }

    /// <summary>Whoever handled does not check: another seat of the home, else one next door.</summary>
    private static PostId? CheckSeat(CityTree tree, HomeId home, PostId? handler)
    {
        if (handler is null)
        {
            return tree.PostsOf(home) is [var first, ..] ? first : null;
        }

        if (tree.PostsOf(home).FirstOrDefault(seat => seat != handler, handler.Value) is var own && own != handler)
        {
            return own;
        }

        foreach (var other in NextDoor(tree, home))
        {
            var seats = tree.PostsOf(other);
            if (!seats.IsEmpty && seats[0] != handler)
            {
                return seats[0];
            }
        }

        return null;
    }
}
