using System.Collections.Immutable;

namespace Twin.City.Rights;

/// <summary>Who asks: an account with bound roles at a seat, or nobody in particular.</summary>
/// <param name="ReceiptHash">Of the receipt that is shown.</param>
public sealed record Subject(
    string Account, ImmutableArray<RoleBinding> Bindings, bool SignedIn, PostId? Post = null,
    string? ReceiptHash = null)
{
    public static Subject Anonymous { get; } = new("anonymous", [new RoleBinding("Reporter")], SignedIn: false);
}

/// <summary>What is asked about: a place of the city, and what lies there.</summary>
/// <param name="Home">Where it lies.</param>
/// <param name="Department">The department that owns it.</param>
/// <param name="Seats">Posts that own it or have a task of it.</param>
/// <param name="Sealed">A dispute that has been filed: its words are for mediators.</param>
/// <param name="Owing">Departments that owe something to it.</param>
/// <param name="StepOf">The role whose step it waits for, where that is no unit's; null = none.</param>
public sealed record Resource(
    HomeId Home, DepartmentId? Department = null, ImmutableArray<PostId> Seats = default, bool Sealed = false,
    string? StepOf = null, string? ReceiptHash = null, ImmutableArray<DepartmentId> Owing = default)
{
    public bool IsOf(DepartmentId unit) => unit == Department || (!Owing.IsDefault && Owing.Contains(unit));

    public bool HasSeat(PostId? post) => post is { } seat && !Seats.IsDefault && Seats.Contains(seat);
}
