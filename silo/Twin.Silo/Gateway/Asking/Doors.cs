using Twin.Contracts;

namespace Twin.Silo.Gateway.Asking;

/// <summary>What the description of the interface says about an endpoint, beside its path.</summary>
internal static class Doors
{
    /// <summary>The values that it asks for outside its body.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder door, params Ask[] asks) =>
        door.WithMetadata(new DoorAsks(asks));

    /// <summary>The JSON body that it takes.</summary>
    public static RouteHandlerBuilder TakesBody<T>(this RouteHandlerBuilder door) where T : notnull =>
        door.Accepts<T>(Answer.Json);

    /// <summary>Lines of JSON, as many as the sender has.</summary>
    public static RouteHandlerBuilder TakesLines<T>(this RouteHandlerBuilder door) where T : notnull =>
        door.Accepts<T>(Answer.Ndjson);

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder door, int status = 200) =>
        door.Produces<T>(status, Answer.Json);

    public static RouteHandlerBuilder GivesLines<T>(this RouteHandlerBuilder door) =>
        door.Produces<T>(200, Answer.Ndjson);

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder door, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            door.Produces<ProblemView>(status, Answer.ProblemJson);
        }

        return door;
    }
}

/// <summary>Values that an endpoint asks for.</summary>
internal sealed record DoorAsks(IReadOnlyList<Ask> Asks);
