using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Twin.Silo.Gateway.Asking;

/// <summary>Completes /openapi/v1.json: the values outside bodies, sign-in, and what the whole is.</summary>
internal static class Description
{
    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Twin",
                Version = "v1",
                Description = "A living model of a city. Errors are RFC 9457 problem details with a stable code.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            foreach (var ask in metadata.OfType<DoorAsks>().SelectMany(door => door.Asks))
            {
                Add(operation, ask);
            }

            if (!metadata.OfType<Microsoft.AspNetCore.Authorization.IAllowAnonymous>().Any())
            {
                operation.Security = [new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [],
                }];
            }

            return Task.CompletedTask;
        });
    });

    private static void Add(OpenApiOperation operation, Ask ask)
    {
        operation.Parameters ??= [];
        foreach (var old in operation.Parameters.Where(known => known.Name == ask.Name).ToArray())
        {
            operation.Parameters.Remove(old);
        }

        operation.Parameters.Add(new OpenApiParameter
        {
            Name = ask.Name,
            In = ask.In switch
            {
                AskIn.Path => ParameterLocation.Path,
                AskIn.Query => ParameterLocation.Query,
                _ => ParameterLocation.Header,
            },
            Required = ask.In == AskIn.Path,
            Description = ask.Meaning,
            Schema = SchemaOf(ask.Shape),
        });
    }

    private static OpenApiSchema SchemaOf(Shape shape) => new()
    {
        Type = shape.Type == "integer" ? JsonSchemaType.Integer : JsonSchemaType.String,
        Format = shape.Format,
        Minimum = shape.Least?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Maximum = shape.Most?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        MaxLength = shape.MostCharacters,
        Enum = shape.OneOf is { } words ? [.. words.Select(word => (JsonNode)JsonValue.Create(word))] : null,
    };
}
