using Twin.City.Modes;

namespace Twin.City.Tests.Modes;

/// <summary>The command of one area, step by step, with two offices and a third that is the first one again.</summary>
internal sealed class AreaInCommand
{
    public static readonly DateTimeOffset Start = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);
    public static readonly HomeId Street = new("street");
    public static readonly HomeId District = new("district");
    public static readonly HomeId Root = new("city");
    public static readonly ModeKey Rain = new("Rain", null);
    public static readonly Office Planner = new("planner", "Planner", null);
    public static readonly Office Head = new("head", "CentreHead", District);

    public DateTimeOffset Now { get; set; } = Start;

    public ModeState State { get; private set; } = ModeState.Empty;

    public Mode Ordered { get; set; }

    public DateTimeOffset? SevereAt { get; set; }

    private ModeGround Ground => new(Street, [District, Root], _ => Ordered, SevereAt);

    public DateTimeOffset In(double hours) => Now.AddHours(hours);

    public Decision<ModeEvent> Decide(ModeCommand command, params Office[] by) =>
        ModeDecisions.Decide(State, command, [.. by], Now, Ground);

    public string? No(ModeCommand command, params Office[] by) => Decide(command, by).Refusal?.Code;

    /// <summary>It must be carried out, by one fact.</summary>
    public ModeEvent Do(ModeCommand command, params Office[] by)
    {
        var decision = Decide(command, by);
        Assert.Null(decision.Refusal);
        var happened = Assert.Single(decision.Happened);
        State = State.After(happened, Now);
        return happened;
    }

    /// <summary>What time alone brought until then.</summary>
    public ModeEvent[] Pass(double hours)
    {
        Now = In(hours);
        var due = ModeDecisions.Due(State, Now, Ground);
        State = due.Aggregate(State, (state, happened) => state.After(happened, Now));
        return [.. due];
    }

    public void Up(Mode to, double hours = 12) =>
        Do(new ModeCommand.StepUp(Rain, to, In(hours), ModeReason.Warning), Planner);

    public void Down(Mode to, double hours = 12)
    {
        Do(new ModeCommand.ProposeStepDown(Rain, to, In(hours), ModeReason.Calm), Planner);
        Do(new ModeCommand.ConfirmStepDown(Rain), Head);
    }

    /// <summary>In that mode, by whatever way leads there.</summary>
    public static AreaInCommand At(Mode mode)
    {
        var area = new AreaInCommand();
        if (mode == Mode.Recovery)
        {
            area.Up(Mode.War4);
            area.Down(Mode.Recovery);
        }
        else if (mode != Mode.Peace)
        {
            area.Up(mode);
        }

        return area;
    }
}
