using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Embedded.Tests.Stage;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orleans.Embedded.Tests.Grains;

public interface IListener : IGrainWithStringKey
{
    Task<ImmutableList<string>> Heard();

    [AlwaysInterleave]
    Task Publish(string ns, string key, string text);

    Task Leave();
}

public interface IDeaf : IGrainWithStringKey
{
    Task<int> Hello();
}

/// <summary>Hears two kinds of news under its own key.</summary>
[ImplicitStreamSubscription("news")]
[ImplicitStreamSubscription("weather")]
public sealed class Listener(Script script) : Grain, IListener, IStreamSubscriptionObserver
{
    private ImmutableList<string> _heard = [];

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        script.MayFail($"waking of {Key}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        script.Note($"{Key} left");
        return Task.CompletedTask;
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        script.Note($"{Key} subscribed to {handleFactory.StreamId.GetNamespace()}");
        script.MayFail($"subscription of {Key}");
        return handleFactory.StreamId.GetNamespace() == "news"
            ? handleFactory.Create<string>().ResumeAsync(OnNews)
            : handleFactory.Create<string>().ResumeAsync((text, _) => OnNews($"weather {text}", null));
    }

    public Task<ImmutableList<string>> Heard() => Task.FromResult(_heard);

    public Task Publish(string ns, string key, string text) =>
        this.GetStreamProvider("city").GetStream<string>(StreamId.Create(ns, key)).OnNextAsync(text);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task OnNews(string text, StreamSequenceToken? token)
    {
        script.MayFail(text);
        if (text.StartsWith("slow", StringComparison.Ordinal))
        {
            await script.Pass(text);
        }

        _heard = _heard.Add(text);
        script.Note($"{Key} heard {text}");
    }
}

/// <summary>Is subscribed and attaches nothing.</summary>
[ImplicitStreamSubscription("whispers")]
public sealed class Deaf : Grain, IDeaf
{
    public Task<int> Hello() => Task.FromResult(1);
}
