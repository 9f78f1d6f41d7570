using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Boards;

/// <summary>Weighted fresh reports per 100 households, in millionths, cooling over hours.</summary>
/// <remarks>
/// The time constant is six hours (DEF).
/// Each canonical minute multiplies it by 0.997226 = exp(-60 s / 21,600 s) and drops the rest of the division, so it
/// depends on the reports and their order alone, never on when somebody looked. A report whose minute is earlier than
/// the last one counts in the last one: canonical time never goes back.
/// </remarks>
public struct Heat
{
    /// <summary>exp(-60/21600) in millionths, rounded.</summary>
    public const long KeptMicrosPerMinute = 997_226;

    /// <summary>Stands in where a source gives no households: a usual social grid.</summary>
    public const int HouseholdsUnknown = 300;

    private const long Micros = 1_000_000;

    // A look ahead of the last report, kept so that the next look goes on from it. It decides nothing.
    private long _lookMicros;
    private long _lookMinute;

    public Heat(long atMinute, long micros)
    {
        AtMinute = _lookMinute = atMinute;
        AtMicros = _lookMicros = micros;
    }

    /// <summary>Minute of the last report, or of the last fact that brought the time forward.</summary>
    public long AtMinute { get; private set; }

    /// <summary>Heat at <see cref="AtMinute"/>.</summary>
    public long AtMicros { get; private set; }

    /// <summary>What one report adds: its severity's weight × 100 / households.</summary>
    public static long Of(Severity severity, int households) =>
        CityTables.Of(severity).WeightHundredths * Micros / (households > 0 ? households : HouseholdsUnknown);

    /// <summary>Brings the time forward; an earlier minute changes nothing.</summary>
    public void Advance(long minute)
    {
        if (minute <= AtMinute) return;
        AtMicros = Look(minute);
        AtMinute = minute;
    }

    public void Add(long micros) => this = new Heat(AtMinute, AtMicros + micros);

    /// <summary>Heat at a minute; before the last report it is that of the last report.</summary>
    public long Look(long minute)
    {
        if (_lookMinute > minute || _lookMinute < AtMinute) (_lookMinute, _lookMicros) = (AtMinute, AtMicros);
        if (minute > _lookMinute) (_lookMinute, _lookMicros) = (minute, Cool(_lookMicros, minute - _lookMinute));
        return _lookMicros;
    }

    /// <summary>Cools by whole minutes, one multiplication each, until nothing is left.</summary>
    public static long Cool(long micros, long minutes)
    {
        for (; minutes > 0 && micros > 0; minutes--) micros = (long)((Int128)micros * KeptMicrosPerMinute / Micros);
        return micros;
    }
}
