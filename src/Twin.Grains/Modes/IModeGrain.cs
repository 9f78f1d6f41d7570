using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Modes;
using Twin.City.Rights;

namespace Twin.Grains.Modes;

/// <summary>The command of one area: its modes, open plans and notices. Key: the area's or grid's id.</summary>
public interface IModeGrain : IGrainWithStringKey
{
    /// <summary>Decides and stores; the tasks and resources of a plan follow before it answers.</summary>
    Task<ModeAnswer> Do(ModeOrder order, CancellationToken cancel = default);

    /// <summary>Looks whether a review or an end is due, or something of a plan is still to be done.</summary>
    Task Look();
}

/// <summary>A command with who gives it.</summary>
/// <param name="Bindings">The roles of the account and where they hold.</param>
/// <param name="CommandId">The same again is answered and changes nothing.</param>
/// <param name="SevereAt">When the newest case of S1 or S2 in the area was reported, as lists have it.</param>
public sealed record ModeOrder(
    ModeCommand Command, string Account, ImmutableArray<RoleBinding> Bindings, string CommandId,
    DateTimeOffset? SevereAt = null);

/// <summary>What became of a command.</summary>
/// <param name="Position">Of the area's newest fact; 0 when there is none.</param>
public sealed record ModeAnswer(long Position, Refusal? Refusal = null);
