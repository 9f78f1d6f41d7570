using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Resources;
using Twin.EventLog;
using Twin.Grains.Stocks;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Hosting;

/// <summary>Gives back what a case holds once the case has ended: nobody has to think of it.</summary>
/// <remarks>
/// Held and ended are two folds of the log, so a restart or a lost call loses nothing; the holder's stream and the
/// identity of the command make it one fact. What was committed in the moment of the end is given back as well.
/// </remarks>
internal sealed partial class StockReturns(
    IEventLog log, CaseList cases, IGrainFactory grains, TimeProvider time, ILogger<StockReturns> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly HeldStocks _stocks = new(log);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodic.Each(Period, time, OneRound, stoppingToken);

    private async Task OneRound(CancellationToken cancel)
    {
        try
        {
            await _stocks.CatchUp(cancel);
            foreach (var one in _stocks.Held(time.GetUtcNow()).ToList())
            {
                if (cases.Look(look => look.Case(one.Case)?.Stage.IsOpen()) is false)
                {
                    await grains.GetGrain<IStockGrain>(one.Holder).Do(
                        new StockCommand.ReturnAll(one.Case), Actor.System, one.CommandId, cancel);
                }
            }
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogNotReturned(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Resources of ended cases are given back at the next look")]
    private partial void LogNotReturned(Exception failure);
}
