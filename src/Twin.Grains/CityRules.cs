using Twin.City;
using Twin.City.Cases;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Clocks;

namespace Twin.Grains;

/// <summary>What decisions may know of the city around a case, built in this one place.</summary>
public static class CityRules
{
    /// <param name="classes">Who knows what was changed of the classes; null = as shipped.</param>
    /// <param name="calendar">Who knows the working time of now; null = the zone's official days.</param>
    public static CaseRules Of(
        ReferenceCity city, CityTree tree, CalendarBook? calendar = null, ClassBook? classes = null) => new()
        {
            Zone = TimeZoneInfo.FindSystemTimeZoneById(city.Zone),
            CalendarNow = calendar is null ? null : () => calendar.Now,
            ClassesNow = classes is null ? null : () => classes.Now,
            Covers = tree.Covers,
            IsGrid = tree.IsGrid,
            Knows = tree.Knows,
            SeatFor = home => tree.PostsOf(home) is [var first, ..] ? first : null,
            CheckSeatFor = (home, handler) => CheckSeat(tree, home, handler),
        };

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

        var neighbours = tree.ParentOf(home) is { } parent ? tree.ChildrenOf(parent) : [];
        var here = neighbours.IndexOf(home);
        for (var step = 1; step < neighbours.Length; step++)
        {
            var seats = tree.PostsOf(neighbours[(here + step) % neighbours.Length]);
            if (!seats.IsEmpty && seats[0] != handler)
            {
                return seats[0];
            }
        }

        return null;
    }
}
