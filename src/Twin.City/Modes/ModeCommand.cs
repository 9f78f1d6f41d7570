using System.Collections.Immutable;

namespace Twin.City.Modes;

/// <summary>What somebody wants of the command of an area.</summary>
public abstract record ModeCommand(ModeKey Key)
{
    public sealed record StepUp(ModeKey Key, Mode To, DateTimeOffset Until, ModeReason Reason) : ModeCommand(Key);

    /// <summary>The first of two offices.</summary>
    public sealed record ProposeStepDown(ModeKey Key, Mode To, DateTimeOffset Until, ModeReason Reason)
        : ModeCommand(Key);

    /// <summary>The second of two offices; the step is the one that was proposed.</summary>
    public sealed record ConfirmStepDown(ModeKey Key) : ModeCommand(Key);

    public sealed record DeclineStepDown(ModeKey Key) : ModeCommand(Key);

    /// <summary>It goes on until then: the answer to a review.</summary>
    public sealed record Review(ModeKey Key, DateTimeOffset Until) : ModeCommand(Key);

    /// <param name="Tasks">What each task of the plan becomes, in its order.</param>
    /// <param name="Until">Null = as the plan says.</param>
    public sealed record OpenPlan(
        ModeKey Key, string Incident, Plan Plan, int Version, DateTimeOffset? Until, ImmutableArray<IncidentTask> Tasks)
        : ModeCommand(Key);

    public sealed record ClosePlan(ModeKey Key, string Incident, ModeReason Reason) : ModeCommand(Key);

    public sealed record Publish(ModeKey Key, string Zh, string En, DateTimeOffset Until) : ModeCommand(Key);

    public sealed record Withdraw(ModeKey Key) : ModeCommand(Key);
}

/// <summary>What a decision may know of the city around an area.</summary>
/// <param name="Above">The areas that it lies in, nearest first; the city itself has none.</param>
/// <param name="Self">The area.</param>
/// <param name="Ordered">What open plans of the areas above order: it may not be lower.</param>
/// <param name="SevereAt">When the newest case of S1 or S2 in it was reported; null = none is known.</param>
public sealed record ModeGround(
    HomeId Self, ImmutableArray<HomeId> Above, Func<ModeKey, Mode> Ordered, DateTimeOffset? SevereAt = null)
{
    /// <summary>Who has to look after so many silent reviews: one area higher each time, at last the city.</summary>
    public HomeId RaisedTo(int missed) => Above.IsEmpty ? Self : Above[Math.Min(missed, Above.Length) - 1];
}
