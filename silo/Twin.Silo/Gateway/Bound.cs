using System.Collections.Immutable;
using Twin.City;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Finds the role in which a caller may do what only some roles may, where they are bound.</summary>
internal static class Bound
{
    /// <summary>The caller in the first of the roles that covers the place; null when none does.</summary>
    public static Actor? In(Caller caller, ImmutableArray<string> roles, HomeId place, Places places)
    {
        foreach (var binding in caller.Bindings)
        {
            if (roles.Contains(binding.Role) && (binding.Home is not { } own || places.Covers(own, place)))
            {
                return new Actor(caller.Name, [binding.Role], binding.Home, binding.Department, caller.Post);
            }
        }

        return null;
    }
}
