using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Twin.City.Rights;
using Twin.Silo.Options;

namespace Twin.Silo.Gateway;

/// <summary>Leaves out of answers and frames what fields.csv keeps from the one who asks.</summary>
/// <remarks>Whoever sees all of a record gets it by the plain way, without a look at each field.</remarks>
internal sealed class FieldMask(SiloOptions options)
{
    /// <summary>Records of the wire; what else is written is a value of theirs.</summary>
    private const string Records = "Twin.Contracts";

    private readonly ConcurrentDictionary<(Type, ScopeSet), JsonTypeInfo> _types = new();
    private readonly ConcurrentDictionary<ScopeSet, JsonSerializerOptions> _options = new();

    /// <summary>How a record is written for somebody who has these scopes.</summary>
    public JsonTypeInfo<T> Of<T>(JsonTypeInfo<T> plain, ScopeSet scopes) =>
        (JsonTypeInfo<T>)_types.GetOrAdd(
            (typeof(T), scopes),
            static (key, self) => self.mask.HidesNothing(key.Item1, key.Item2, [])
                ? self.plain
                : self.mask.OptionsFor(key.Item2).GetTypeInfo(key.Item1),
            (mask: this, plain));

    /// <summary>Whether the field of a record may be told; what fields.csv does not list is told to nobody.</summary>
    public bool Shows(Type view, string field, ScopeSet scopes) =>
        view.Namespace != Records
        || (RightTables.FieldOf.TryGetValue((view.Name, field), out var sees) && sees.Meets(scopes))
        || options.OpenField == $"{view.Name}.{field}";

    private JsonSerializerOptions OptionsFor(ScopeSet scopes) => _options.GetOrAdd(scopes, _ =>
        new JsonSerializerOptions(WireJson.Relaxed.Options)
        {
            TypeInfoResolver = WireJson.Relaxed.WithAddedModifier(type => Hide(type, scopes)),
        });

    private void Hide(JsonTypeInfo type, ScopeSet scopes)
    {
        foreach (var property in type.Properties)
        {
            if (!Shows(type.Type, property.Name, scopes))
            {
                property.ShouldSerialize = static (_, _) => false;
            }
        }
    }

    private bool HidesNothing(Type type, ScopeSet scopes, HashSet<Type> seen)
    {
        var element = type.IsArray ? type.GetElementType()! : Nullable.GetUnderlyingType(type) ?? type;
        if (element != type)
        {
            return HidesNothing(element, scopes, seen);
        }

        if (type.Namespace != Records || !seen.Add(type))
        {
            return true;
        }

        return WireJson.Relaxed.Options.GetTypeInfo(type).Properties.All(property =>
            Shows(type, property.Name, scopes) && HidesNothing(property.PropertyType, scopes, seen));
    }
}
