using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Twin.Silo.Hosting;

/// <summary>How our records cross between silos: as JSON; inside a silo they are passed as they are.</summary>
/// <remarks>So records need no attribute of Orleans. They are immutable, which an architecture test holds.</remarks>
internal static class OrleansRecords
{
    /// <param name="root">The namespace of the records, with all that lies under it.</param>
    public static ISerializerBuilder AddRecordsOf(this ISerializerBuilder serializer, string root)
    {
        var records = new RecordsOf(root);
        var json = new JsonSerializerOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { records.CloseFamily } },
        };
        serializer.AddJsonSerializer(
            records.IsRecord, isCopyable: null, options => options.Configure(one => one.SerializerOptions = json));
        serializer.Services.AddSingleton<IGeneralizedCopier>(new Sharing(records));
        serializer.Services.AddSingleton<ITypeFilter>(records);
        serializer.Services.Configure<ExceptionSerializationOptions>(
            exceptions => exceptions.SupportedNamespacePrefixes.Add(root));
        return serializer;
    }

    /// <summary>Which types are ours; Orleans refuses names of types that nobody vouches for.</summary>
    private sealed class RecordsOf(string root) : ITypeFilter
    {
        public bool IsRecord(Type type) =>
            IsOurs(type) && !type.IsInterface && !typeof(Exception).IsAssignableFrom(type);

        public bool? IsTypeAllowed(Type type) => IsOurs(type) ? true : null;

        /// <summary>An abstract record is one of its nested records; <c>$is</c> tells which.</summary>
        public void CloseFamily(JsonTypeInfo type)
        {
            if (!type.Type.IsAbstract || !IsRecord(type.Type))
            {
                return;
            }

            var family = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "$is" };
            foreach (var member in type.Type.GetNestedTypes().Where(type.Type.IsAssignableFrom))
            {
                family.DerivedTypes.Add(new JsonDerivedType(member, member.Name));
            }

            type.PolymorphismOptions = family;
        }

        private bool IsOurs(Type type) => type.Namespace is { } name
            && name.StartsWith(root, StringComparison.Ordinal)
            && (name.Length == root.Length || name[root.Length] == '.');
    }

    private sealed class Sharing(RecordsOf records) : IGeneralizedCopier, IOptionalDeepCopier
    {
        public bool IsSupportedType(Type type) => records.IsRecord(type);

        public object? DeepCopy(object? input, CopyContext context) => input;

        public bool IsShallowCopyable() => true;
    }
}
