using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Hosting;
using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Tests.Hosting;

/// <summary>How a host takes the engine in, and what it can read from it.</summary>
public sealed class WiringTests
{
    [Fact]
    public async Task Figures_count_living_grains_by_class()
    {
        await using var host = await new ThreadPoolDriver().Start(new HostSettings());
        await host.Grains.GetGrain<IDesk>("a").Add(1);
        await host.Grains.GetGrain<IDesk>("b").Add(1);
        await host.Grains.GetGrain<IGuest>("a").Stay();

        var before = Read(host).ActivationsByClass;
        await host.Grains.GetGrain<IDesk>("a").Leave();
        await host.Script.Noted("a left: ApplicationRequested");
        await host.Grains.GetGrain<IDesk>("a").Add(1);

        Assert.Equal((2, 1, 0), (before[Name<Desk>()], before[Name<Guest>()], before[Name<Ring>()]));
        Assert.Equal(2, Read(host).ActivationsByClass[Name<Desk>()]);
    }

    [Fact]
    public async Task Figures_count_calls_that_wait()
    {
        await using var host = await new ThreadPoolDriver().Start(new HostSettings());
        var desk = host.Grains.GetGrain<IDesk>("a");
        var index = host.Grains.GetGrain<IIndex>(0);
        var calls = new List<Task> { desk.Work("hold") };
        await host.Script.Reached("hold");
        calls.AddRange(Enumerable.Range(0, 3).Select(_ => desk.AddAsTask(1)));
        calls.AddRange(Enumerable.Range(0, 4).Select(_ => index.Search("search")));
        await host.Script.Noted("searching", 2);

        Assert.Equal(3 + 2, Read(host).QueuedRequests);
        host.Script.Open("hold");
        host.Script.Open("search");
        await Task.WhenAll(calls);

        Assert.Equal(0, Read(host).QueuedRequests);
    }

    [Fact]
    public async Task Figures_count_stream_events()
    {
        await using var host = await new ThreadPoolDriver().Start(new HostSettings());
        var news = host.Streams.GetStream<string>(StreamId.Create("news", "a"));
        await news.OnNextAsync("slow 1");
        await host.Script.Reached("slow 1");
        await news.OnNextAsync("2");

        Assert.Equal(new StreamFigures(2, 0, 0, 0, 2), Read(host).Streams);
        host.Script.Open("slow 1");
        await host.Script.Noted("a heard 2");
        await host.Grains.GetGrain<IListener>("a").Heard();

        Assert.Equal(new StreamFigures(2, 2, 0, 0, 0), Read(host).Streams);
    }

    [Theory]
    [InlineData("age")]
    [InlineData("quantum")]
    [InlineData("timeout")]
    [InlineData("requests")]
    [InlineData("streams")]
    [InlineData("assemblies")]
    public void Options_out_of_range_are_refused_before_the_doors_open(string which)
    {
        Assert.ThrowsAny<ArgumentException>(() => new ServiceCollection().AddEmbeddedOrleans(options =>
        {
            if (which != "assemblies")
            {
                options.GrainAssemblies.Add(typeof(Desk).Assembly);
            }

            options.CollectionAge = which == "age" ? TimeSpan.FromSeconds(1) : options.CollectionAge;
            options.CollectionQuantum = which == "quantum" ? TimeSpan.Zero : options.CollectionQuantum;
            options.ResponseTimeout = which == "timeout" ? TimeSpan.Zero : options.ResponseTimeout;
            options.MaxEnqueuedRequests = which == "requests" ? -1 : options.MaxEnqueuedRequests;
            options.StreamQueueLimit = which == "streams" ? 0 : options.StreamQueueLimit;
        }));
    }

    [Fact]
    public async Task The_defaults_are_those_that_the_design_names()
    {
        var services = new ServiceCollection();
        EmbeddedOrleansOptions? seen = null;
        services.AddEmbeddedOrleans(options =>
        {
            options.GrainAssemblies.Add(typeof(Desk).Assembly);
            seen = options;
        });
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(TimeSpan.FromMinutes(15), seen!.CollectionAge);
        Assert.Equal(TimeSpan.FromMinutes(1), seen.CollectionQuantum);
        Assert.Equal(TimeSpan.FromSeconds(30), seen.ResponseTimeout);
        Assert.Equal(1_000, seen.MaxEnqueuedRequests);
        Assert.Same(TimeProvider.System, provider.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public async Task Stream_providers_are_found_by_name()
    {
        await using var host = await new ThreadPoolDriver().Start(new HostSettings());

        Assert.NotNull(host.Services.GetKeyedService<IStreamProvider>("city"));
        Assert.Null(host.Services.GetKeyedService<IStreamProvider>("village"));
    }

    [Fact]
    public async Task A_filter_that_leaves_the_turn_is_told_so()
    {
        await using var host = await new ThreadPoolDriver().Start(new HostSettings
        {
            Services = static services => services.AddSingleton<IIncomingGrainCallFilter, Stray>(),
        });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await host.Grains.GetGrain<IDesk>("a").Add(1));

        Assert.Contains("left the turn", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_answer_names_grain_method_caller_and_limit()
    {
        await using var host = await new ThreadPoolDriver().Start(new HostSettings());
        var call = host.Grains.GetGrain<IDesk>("a").CallYourself();
        await host.Script.Noted("called myself");

        host.Clock.Advance(TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Matches("(AddAsTask|CallYourself) of .*Desk/a did not answer .* within 00:00:30", failure.Message);
    }

    private static EngineFigures Read(TestHost host) => host.Services.GetRequiredService<EngineGauge>().Read();

    private static string Name<T>() => typeof(T).FullName!;

    private sealed class Stray : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context) =>
            await Task.Run(context.Invoke, TestContext.Current.CancellationToken);
    }
}
