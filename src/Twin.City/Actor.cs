using System.Collections.Immutable;

namespace Twin.City;

/// <summary>Who acts: an account in one of its roles, bound to an area, a department or a post.</summary>
/// <param name="Account">Opaque account id, never a name.</param>
/// <param name="Roles">Roles of roles.csv; the one that may give the command is used.</param>
/// <param name="Home">Area that the roles are bound to; null = the whole city.</param>
/// <param name="Department">Department that a handler belongs to.</param>
/// <param name="Post">Post that the worker is signed on to.</param>
/// <param name="ReceiptHash">Of the receipt that a reporter shows; with it the case is an own one.</param>
public sealed record Actor(
    string Account, ImmutableArray<string> Roles, HomeId? Home = null, DepartmentId? Department = null,
    PostId? Post = null, string? ReceiptHash = null)
{
    public static Actor System { get; } = new("system", ["System"]);

    public static Actor Anonymous { get; } = new("anonymous", ["Reporter"]);
}
