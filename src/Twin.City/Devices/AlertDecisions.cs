namespace Twin.City.Devices;

/// <summary>What follows from the readings of a device, and from its silence. Pure.</summary>
/// <remarks>
/// Each looks at what is stored, not at what has just come: the order in which readings come makes no difference.
/// </remarks>
public static class AlertDecisions
{
    /// <summary>Over the limit now; who was told that there is nothing believes it for a while.</summary>
    public static AlertEvent.AlertRaised? Raise(
        AlertState state, DeviceType type, SensedValue latest, DateTimeOffset now) =>
        !state.IsWarning && !(state.Stage == AlertStage.FalseAlarm && now < state.BelievedUntil)
        && type.Alert is { } limit && type.Warns(latest.Value) && !type.IsStale(latest.At, now)
            ? new AlertEvent.AlertRaised(latest.At, latest.Value, limit)
            : null;

    /// <summary>What makes a raised alert sure: its kind, a second reading over the limit, or a neighbour.</summary>
    /// <param name="recent">Its readings of the last three cadences.</param>
    /// <param name="neighbour">A device near by that is over its limit now; null = none is.</param>
    public static AlertGround? Confirm(
        AlertState state, DeviceType type, IEnumerable<SensedValue> recent, DeviceId? neighbour) =>
        state.Stage != AlertStage.Raised ? null
        : type.AtOnce ? AlertGround.AtOnce
        : recent.Count(reading => type.Warns(reading.Value)) > 1 ? AlertGround.SecondReading
        : neighbour is not null ? AlertGround.Neighbour
        : null;

    /// <summary>A later reading below the limit clears it.</summary>
    public static AlertEvent.AlertCleared? Clear(AlertState state, DeviceType type, SensedValue latest) =>
        (state.IsWarning || state.Stage == AlertStage.FalseAlarm)
        && latest.At > state.RaisedAt && !type.Warns(latest.Value)
            ? new AlertEvent.AlertCleared(latest.At, latest.Value)
            : null;

    /// <summary>It was heard once, and not for three cadences.</summary>
    public static bool GoesOffline(AlertState state, DeviceType type, SensedValue latest, DateTimeOffset now) =>
        !state.IsOffline && type.IsStale(latest.At, now);

    public static AlertEvent.CameOnline? ComeOnline(
        AlertState state, DeviceType type, SensedValue latest, DateTimeOffset now) =>
        state.IsOffline && !type.IsStale(latest.At, now) ? new AlertEvent.CameOnline(latest.At) : null;

    /// <summary>Devices of which none of their kind is heard: then the feed is silent and not a device.</summary>
    public static bool IsFeedSilent(IEnumerable<SensedDevice> ofOneType, DateTimeOffset now) => !ofOneType.Any(
        device => device.Latest is { } latest && !device.Type.IsStale(latest.At, now));
}
