using System.Collections.Immutable;
using Twin.City;
using Twin.City.Rights;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>Who may sign in: an account with bound roles, never a person.</summary>
/// <param name="AnySeat">May act from any post without signing on: a system that replays records.</param>
internal sealed record Account(
    string Id, string Zh, string En, ImmutableArray<RoleBinding> Bindings, bool AnySeat = false)
{
    /// <summary>The roles, each once, in the order of the bindings.</summary>
    public ImmutableArray<string> Roles { get; } = [.. Bindings.Select(binding => binding.Role).Distinct()];

    /// <summary>Who acts: all roles where they are bound alike, else those of the first place.</summary>
    public Actor ActorAt(PostId? post)
    {
        var first = Bindings.Length > 0 ? Bindings[0] : new RoleBinding("Reporter");
        var roles = Bindings.Where(one => one.Home == first.Home && one.Department == first.Department);
        return new Actor(
            Id, [.. roles.Select(one => one.Role).Distinct()], first.Home, first.Department, post);
    }

    /// <summary>All roles bound to the same place.</summary>
    public static Account Of(
        string id, string zh, string en, ImmutableArray<string> roles, HomeId? home = null,
        DepartmentId? department = null, bool anySeat = false) =>
        new(id, zh, en, [.. roles.Select(role => new RoleBinding(role, home, department))], anySeat);
}
