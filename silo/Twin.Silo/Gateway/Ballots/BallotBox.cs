using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using Twin.City;
using Twin.City.Topics;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains;
using Twin.Grains.Feeds;
using Twin.Grains.Topics;

namespace Twin.Silo.Gateway.Ballots;

/// <summary>Keeps votes apart from whoever cast them: slips of no door, choices in the vault.</summary>
/// <remarks>
/// The log knows which slips were used, the vault what was chosen; each choice lies under an id of chance. When all are
/// counted the ballot's key is destroyed: nobody can put the two together any more, also with every slip in hand.
/// </remarks>
internal sealed class BallotBox(
    IGrainFactory grains, IVault vault, Receipts receipts, IIdSource ids, TimeProvider time)
{
    private const string Purpose = "count";

    /// <summary>The numbers of a ballot, in the order of chance that their digits have.</summary>
    public string[] SlipsOf(string topic, int count) =>
        [.. Enumerable.Range(1, count).Select(number => Slip(topic, number)).Order(StringComparer.Ordinal)];

    /// <summary>The hash of a slip that belongs to the ballot; null when it does not.</summary>
    public string? Find(string topic, int count, string typed)
    {
        if (Receipts.Read(typed) is not { } slip)
        {
            return null;
        }

        for (var number = 1; number <= count; number++)
        {
            if (Slip(topic, number) == slip) return Receipts.HashOf(slip);
        }

        return null;
    }

    /// <param name="key">The sender's word: sent again it is no second vote. It is not bound to the choice.</param>
    public async ValueTask<Outcome<VoteAnswer>> Put(
        string topic, string slip, BallotChoice choice, string? key, CancellationToken cancel)
    {
        // A receipt of chance: it must not be had from the slip.
        var receipt = receipts.ReceiptOf(new CaseId($"vote/{ids.Next()}"));
        var text = await vault.Put(
            BoxOf(topic), ids.Next(), new BallotMark(receipt, choice).ToString(), cancel);
        var commandId = $"vote/{slip}/{key ?? ids.Next()}";
        var answer = await grains.GetGrain<ITopicGrain>(topic).Cast(slip, text.TextId, commandId, cancel);
        return answer.Refusal is { } no
            ? Problem.Of(no)
            : new VoteAnswer(answer.Again ? null : receipt, answer.Again, answer.Position);
    }

    public async ValueTask<Decided> Count(
        string topic, TopicState state, Actor by, string commandId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var author = by.AsAuthor();
        var marks = ImmutableArray<BallotMark>.Empty;
        // Before its time the box stays shut; the grain says so.
        if (state.Stage == TopicStage.Ballot && TopicDecisions.IsCountable(state, now) && !state.Cast.IsEmpty)
        {
            var texts = await vault.ReadMany(
                new WordsOfMany([.. state.Cast.Values.Select(text => (BoxOf(topic), text))], author, Purpose, now),
                cancel);
            marks = [.. texts.OfType<string>().Select(BallotMark.Parse)];
        }

        var counted = await grains.GetGrain<ITopicGrain>(topic).Count(marks, by, commandId, cancel);
        if (counted.Refusal is null)
        {
            await vault.Forget(BoxOf(topic), author, now, cancel);
        }

        return counted;
    }

    private static string BoxOf(string topic) => $"ballot/{topic}";

    private string Slip(string topic, int number) => receipts.ReceiptOf(
        new CaseId(string.Create(CultureInfo.InvariantCulture, $"slip/{topic}/{number}")));
}
