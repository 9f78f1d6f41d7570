using Twin.City;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Who may see what of a live home.</summary>
internal static class Sight
{
    /// <summary>Cases and posts of a home; whoever may not see them sees figures only.</summary>
    public static bool OfCases(Caller caller, HomeId home, Places places) =>
        caller.Sees("areaCases", home, places);
}
