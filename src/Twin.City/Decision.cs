using System.Collections.Immutable;

namespace Twin.City;

/// <summary>Why the city said no: a code of refusals.csv with its sentence. An answer, not an error.</summary>
public sealed record Refusal(string Code, string Zh, string En);

/// <summary>Either the facts that follow from a command, or the reason why none does.</summary>
public sealed record Decision<TEvent>(ImmutableArray<TEvent> Happened, Refusal? Refusal) where TEvent : class
{
    public static Decision<TEvent> Of(params ImmutableArray<TEvent> happened) => new(happened, null);

    public static Decision<TEvent> No(Refusal refusal) => new([], refusal);
}
