using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Tests.Grains;
using Orleans.Streams;

namespace Orleans.Embedded.Tests.Stage;

/// <summary>A running host of grains.</summary>
/// <param name="stop">Ends the engine in good order.</param>
/// <param name="end">What the host is made of; it goes with it.</param>
public sealed class TestHost(
    IServiceProvider services, ManualClock clock, Func<CancellationToken, Task> stop, IAsyncDisposable end)
    : IAsyncDisposable
{
    public IGrainFactory Grains { get; } = services.GetRequiredService<IGrainFactory>();

    public Script Script { get; } = services.GetRequiredService<Script>();

    public RecordedLog Log { get; } = services.GetRequiredService<RecordedLog>();

    public ManualClock Clock { get; } = clock;

    public IServiceProvider Services { get; } = services;

    public IStreamProvider Streams => Services.GetRequiredKeyedService<IStreamProvider>("city");

    /// <summary>Registers what grains and tests share, whatever the engine.</summary>
    public static void AddStage(IServiceCollection services, ManualClock clock)
    {
        services.AddSingleton<Script>();
        services.AddSingleton<RecordedLog>();
        services.AddSingleton<GuestBook>();
        services.AddSingleton<Turnstile>();
        services.AddSingleton<Vault>();
        services.AddSingleton<TimeProvider>(clock);
    }

    public Task Stop(CancellationToken cancel = default) => stop(cancel);

    public ValueTask DisposeAsync() => end.DisposeAsync();
}
