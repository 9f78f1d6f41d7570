namespace Twin.Silo.Tests.Rights;

/// <summary>Tests that turn cells of the product's tables: no other test runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
