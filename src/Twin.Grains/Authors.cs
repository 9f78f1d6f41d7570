using Twin.City;
using Twin.EventLog;

namespace Twin.Grains;

/// <summary>Who stands beside a fact.</summary>
public static class Authors
{
    /// <summary>The account in the first of its roles: the one that it acted in.</summary>
    public static Author AsAuthor(this Actor by) => new(by.Account, by.Roles[0]);
}
