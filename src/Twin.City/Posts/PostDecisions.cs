using Twin.City.Tables;

namespace Twin.City.Posts;

/// <summary>Who may take a seat, and who may leave it.</summary>
public static class PostDecisions
{
    private static readonly Refusal SeatTaken =
        new("SeatTaken", "该岗位已有人签到。", "Somebody else is signed on to this post.");

    private static readonly Refusal NotSeated =
        new("NotSeated", "您没有在该岗位签到。", "You are not signed on to this post.");

    /// <summary>Takes the seat; no fact when the account sits there already.</summary>
    public static Decision<PostEvent> SignOn(PostState state, Actor by) => state.SeatedAccount switch
    {
        _ when !by.Roles.Contains("Worker") => new([], Refusals.NotAllowed),
        null => new([new PostEvent.SignedOn(by.Account)], null),
        var seated when seated == by.Account => new([], null),
        _ => new([], SeatTaken),
    };

    /// <summary>Leaves the seat; the account that sits there, or the system at the end of a shift.</summary>
    public static Decision<PostEvent> SignOff(PostState state, Actor by) => state.SeatedAccount switch
    {
        null => new([], null),
        var seated when seated == by.Account || by.Roles.Contains("System") =>
            new([new PostEvent.SignedOff(seated)], null),
        _ => new([], NotSeated),
    };
}
