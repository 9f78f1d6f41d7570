using System.Collections.Immutable;

namespace Twin.City;

/// <summary>Why the city said no: a code of refusals.csv with its sentence. An answer, not an error.</summary>
/// <param name="Field">The field that is wrong, where the code is FieldInvalid.</param>
public sealed record Refusal(string Code, string Zh, string En, string? Field = null);

/// <summary>Either the facts that follow from a command, or the reason why none does.</summary>
public sealed record Decision<TEvent>(ImmutableArray<TEvent> Happened, Refusal? Refusal) where TEvent : class;

/// <summary>Makes decisions; the kind of fact is inferred or named.</summary>
public static class Decision
{
    public static Decision<TEvent> Of<TEvent>(params ImmutableArray<TEvent> happened) where TEvent : class =>
        new(happened, null);

    public static Decision<TEvent> No<TEvent>(Refusal refusal) where TEvent : class => new([], refusal);
}
