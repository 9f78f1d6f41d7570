using System.CommandLine;
using Twin.Cli.Account;
using Twin.Cli.Areas;
using Twin.Cli.Drill;
using Twin.Cli.Import;
using Twin.Cli.Replay;
using Twin.Cli.Report;
using Twin.Cli.Verify;
using Twin.Cli.Watch;

var twin = new RootCommand("twin: the city's tool. Every command ends with one line of key=value pairs.")
{
    ImportCommand.Build(),
    ReportCommand.Build(),
    ReplayCommand.Build(),
    WatchCommand.Build(),
    VerifyCommand.Build(),
    DrillCommand.Build(),
    AreaCommands.Build(),
    AccountCommand.Build(),
};

return await twin.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
