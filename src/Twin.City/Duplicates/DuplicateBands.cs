using System.Collections.Immutable;

namespace Twin.City.Duplicates;

/// <summary>Puts a pair of reports into its bands.</summary>
public static class DuplicateBands
{
    /// <summary>Farther apart is another matter (DEF).</summary>
    public const double FarthestMetres = 50;

    /// <summary>A longer time apart is another matter.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(4);

    private const double Alike = 0.5;
    private const double PartlyAlike = 0.2;

    private static readonly (TimeSpan Within, DuplicateBand Open, DuplicateBand Ended)[] Gaps =
    [
        (TimeSpan.FromMinutes(10), DuplicateBand.OpenTenMinutes, DuplicateBand.EndedTenMinutes),
        (TimeSpan.FromHours(1), DuplicateBand.OpenHour, DuplicateBand.EndedHour),
        (TimeSpan.FromHours(6), DuplicateBand.OpenSixHours, DuplicateBand.EndedSixHours),
        (TimeSpan.FromDays(1), DuplicateBand.OpenDay, DuplicateBand.EndedDay),
        (TimeSpan.FromDays(2), DuplicateBand.OpenTwoDays, DuplicateBand.EndedTwoDays),
        (TimeSpan.FromDays(3), DuplicateBand.OpenThreeDays, DuplicateBand.EndedThreeDays),
        (Longest, DuplicateBand.OpenFourDays, DuplicateBand.EndedFourDays),
    ];

    /// <summary>The bands of a pair, or none where it cannot be one matter.</summary>
    /// <param name="asOf">The moment of the review: what ended later counts as open.</param>
    /// <param name="here">How many earlier reports lie at the place, this one among them.</param>
    public static ImmutableArray<DuplicateBand> Of(Sighting later, Sighting earlier, DateTimeOffset asOf, int here)
    {
        if (PlaceOf(later, earlier) is not { } place || TimeOf(later, earlier, asOf) is not { } time
            || ClassOf(later, earlier) is not { } kind)
        {
            return [];
        }

        var crowd = here <= 1 ? DuplicateBand.AloneHere : here == 2 ? DuplicateBand.TwoHere : DuplicateBand.ManyHere;
        return [DuplicateBand.Base, place, time, kind, TextOf(later, earlier), crowd];
    }

    /// <summary>Null where it is another place.</summary>
    internal static DuplicateBand? PlaceOf(Sighting later, Sighting earlier)
    {
        var address = later.HasAddressOf(earlier);
        if (address is true) return DuplicateBand.SameAddress;
        if (later.At is not { } here || earlier.At is not { } there) return null;
        var metres = here.MetresTo(there);
        return metres > FarthestMetres ? null
            : address is false ? DuplicateBand.OtherAddress
            : metres <= 10 ? DuplicateBand.Within10Metres
            : metres <= 30 ? DuplicateBand.Within30Metres
            : DuplicateBand.Within50Metres;
    }

    private static DuplicateBand? TimeOf(Sighting later, Sighting earlier, DateTimeOffset asOf)
    {
        var gap = (later.ReportedAt - earlier.ReportedAt).Duration();
        var isOpen = earlier.EndedAt is not { } ended || ended > asOf;
        foreach (var (within, open, over) in Gaps)
        {
            if (gap <= within) return isOpen ? open : over;
        }

        return null;
    }

    private static DuplicateBand? ClassOf(Sighting later, Sighting earlier) =>
        later.Class is null || earlier.Class is null ? DuplicateBand.ClassUnknown
        : later.Family != earlier.Family ? null
        : later.Class == earlier.Class ? DuplicateBand.SameClass
        : DuplicateBand.SameFamily;

    private static DuplicateBand TextOf(Sighting later, Sighting earlier) => TextOf(later.Text, earlier.Text);

    internal static DuplicateBand TextOf(TextBigrams one, TextBigrams other)
    {
        if (one.IsNone || other.IsNone) return DuplicateBand.TextUnknown;
        var alike = one.AlikeTo(other);
        return alike >= Alike ? DuplicateBand.TextAlike
            : alike >= PartlyAlike ? DuplicateBand.TextPartlyAlike
            : DuplicateBand.TextUnlike;
    }
}
