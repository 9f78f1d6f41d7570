using System.Collections.Immutable;

namespace Twin.City.Handovers;

/// <summary>Signing in the handover book. Who may write in it is asked by role and area before.</summary>
public static class HandoverDecisions
{
    /// <summary>Roles that keep the book of their area.</summary>
    public static readonly ImmutableArray<string> Keepers =
        ["ShiftLead", "CentreHead", "StreetOffice", "CommunitySecretary", "GridHead"];

    private static readonly Refusal Unknown = new("HandoverUnknown", "没有这条交接记录。", "There is no such entry.");

    private static readonly Refusal Taken = new(
        "HandoverTaken", "已有人接班签字。", "Somebody has signed for it already.");

    private static readonly Refusal Own = new(
        "OwnHandover", "交班人不能为自己接班签字。", "Whoever hands over does not take over; another account signs.");

    public static Decision<HandoverEvent> HandOver(HandoverEvent.HandedOver left) =>
        Decision.Of<HandoverEvent>(left);

    public static Decision<HandoverEvent> TakeOver(HandoverBook book, long number, string account) =>
        book.Entries.FirstOrDefault(one => one.Number == number) switch
        {
            null => Decision.No<HandoverEvent>(Unknown),
            { TakenAt: not null } => Decision.No<HandoverEvent>(Taken),
            { Account: var giver } when giver == account => Decision.No<HandoverEvent>(Own),
            _ => Decision.Of<HandoverEvent>(new HandoverEvent.TakenOver(number)),
        };
}
