namespace Twin.City.Topics;

/// <summary>What the keeper of a topic's book may ask for.</summary>
public abstract record TopicCommand
{
    private TopicCommand() { }

    public sealed record Propose(HomeId Area, string Title, BallotRule Rule) : TopicCommand;

    public sealed record Second(int Households) : TopicCommand;

    public sealed record Open(DateTimeOffset Until) : TopicCommand;

    public sealed record Deliberate(int Attended) : TopicCommand;

    public sealed record OpenBallot(int Eligible, DateTimeOffset Until) : TopicCommand;

    public sealed record PrintSlips : TopicCommand;

    public sealed record Execute(CaseId Case) : TopicCommand;

    public sealed record Report : TopicCommand;
}
