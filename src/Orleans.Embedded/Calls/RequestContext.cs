using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Ambient values that flow with a call, and not back.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    /// <summary>All values of this flow; null if there are none.</summary>
    internal static ImmutableDictionary<string, object>? Current
    {
        get => Values.Value;
        set => Values.Value = value;
    }

    /// <summary>The value under this key, or null.</summary>
    public static object? Get(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Values.Value is { } values && values.TryGetValue(key, out var value) ? value : null;
    }

    /// <summary>Sets a value for this flow and for the calls that it makes.</summary>
    public static void Set(string key, object value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Values.Value = (Values.Value ?? ImmutableDictionary<string, object>.Empty).SetItem(key, value);
    }

    /// <summary>Removes a value; false if there was none.</summary>
    public static bool Remove(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Values.Value is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        var left = values.Remove(key);
        Values.Value = left.IsEmpty ? null : left;
        return true;
    }
}
