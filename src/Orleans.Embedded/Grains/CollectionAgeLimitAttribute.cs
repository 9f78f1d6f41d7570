namespace Orleans;

/// <summary>How long an activation of the class may idle before it is collected.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>Days, added to the hours and minutes.</summary>
    public double Days { get; init; }

    /// <summary>Hours, added to the days and minutes.</summary>
    public double Hours { get; init; }

    /// <summary>Minutes, added to the days and hours.</summary>
    public double Minutes { get; init; }

    internal TimeSpan Age => TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
}
