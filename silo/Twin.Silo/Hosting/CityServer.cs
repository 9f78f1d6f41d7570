using System.Text.Json.Serialization.Metadata;
using Serilog.Extensions.Logging;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Grains.Devices;
using Twin.Silo.Contacts;
using Twin.Silo.Disputes;
using Twin.Silo.Gateway;
using Twin.Silo.Gateway.Admissions;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Ballots;
using Twin.Silo.Gateway.Bells;
using Twin.Silo.Gateway.Campaigns;
using Twin.Silo.Gateway.Devices;
using Twin.Silo.Gateway.Duty;
using Twin.Silo.Gateway.Endpoints;
using Twin.Silo.Gateway.Hubs;
using Twin.Silo.Gateway.Meetings;
using Twin.Silo.Gateway.Modes;
using Twin.Silo.Gateway.Points;
using Twin.Silo.Gateway.Ratings;
using Twin.Silo.Gateway.Reviews;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Gateway.SourceFixes;
using Twin.Silo.Live;
using Twin.Silo.Messages;
using Twin.Silo.Options;
using Twin.Silo.Pages;
using Twin.Silo.ReadModel;
using Twin.Silo.Traffic;

namespace Twin.Silo.Hosting;

/// <summary>Puts the server together, as a plain list.</summary>
public static class CityServer
{
    /// <summary>How long requests may go on when the server stops; what is cut is sent again by its key.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    /// <summary>Opens the data folder and builds the server; its doors open with <c>StartAsync</c>.</summary>
    /// <param name="time">The clock of the city; null = the machine's.</param>
    public static WebApplication Build(SiloOptions options, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(CityServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        var logger = Logging.Open(options);
        builder.Logging.AddProvider(new SerilogLoggerProvider(logger, dispose: true));
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = StopWithin);
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Body.MostBytes;
        });

        using var loggers = new SerilogLoggerFactory(logger);
        var opened = OpenedCity.Open(options, time, loggers);
        AddCity(builder, options, opened, time);
        AddGateway(builder.Services);

        var app = builder.Build();
        app.Use(app.Services.GetRequiredService<Faults>().Guard);
        app.UseStatusCodePages(static context => NoDoor.Tell(context.HttpContext));
        app.UseWebPages();
        app.UseRouting();
        app.UseSignIn();
        Map(app);

        // The first screen need not wait while the tiles are planned.
        app.Lifetime.ApplicationStarted.Register(
            () => Task.Run(async () => await app.Services.GetRequiredService<CityTiles>().Of(null, default)));
        return app;
    }

    private static void AddCity(
        WebApplicationBuilder builder, SiloOptions options, OpenedCity opened, TimeProvider time)
    {
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(time);
        services.AddSingleton(opened);
        services.AddSingleton(static host => host.GetRequiredService<OpenedCity>().Reference);
        services.AddSingleton(static host => host.GetRequiredService<OpenedCity>().Log);
        services.AddSingleton(static host => host.GetRequiredService<OpenedCity>().Vault);
        services.AddSingleton(static host => host.GetRequiredService<OpenedCity>().Secret);
        services.AddSingleton(static host => host.GetRequiredService<OpenedCity>().Accounts);
        services.AddSingleton(static host => host.GetRequiredService<OpenedCity>().Readings);
        services.AddSingleton<IIdSource, RandomIds>();
        services.AddCityGrains();
        builder.AddEngine(options);
        services.AddSingleton<CaseList>();
        services.AddSingleton<AreaMetrics>();
        services.AddSingleton<PastCity>();
        services.AddSingleton<PastStories>();
        services.AddSingleton<HeldShelf>();
        services.AddSingleton<CityRatings>();
        services.AddSingleton<WordIndex>();
        services.AddHostedService(static host => host.GetRequiredService<WordIndex>());
        services.AddSingleton<Imported>();
        services.AddHostedService<CityStart>();
        services.AddSingleton<FeedPumpLoop>();
        services.AddHostedService(static host => host.GetRequiredService<FeedPumpLoop>());
        services.AddSingleton<DemoPosts>();
        services.AddHostedService<DemoTraffic>();
        services.AddHostedService<LogWatch>();
        services.AddHostedService<OldSweep>();
        services.AddHostedService<StockReturns>();
        services.AddSingleton<CampaignClock>();
        services.AddHostedService(static host => host.GetRequiredService<CampaignClock>());
        services.AddSingleton<ContactArchive>();
        services.AddHostedService(static host => host.GetRequiredService<ContactArchive>());
        services.AddSingleton<MessagePost>();
        services.AddHostedService(static host => host.GetRequiredService<MessagePost>());
        services.AddSingleton<DisputeRetention>();
        services.AddHostedService(static host => host.GetRequiredService<DisputeRetention>());
        services.AddSingleton(host => new DeviceBook(
            CityDevices.Of(opened.Reference, options.CityFolder), opened.Readings,
            host.GetRequiredService<CityTree>()));
        services.AddSingleton<AlertBook>();
        services.AddHostedService<DeviceRounds>();
        services.AddHostedService<AlertRounds>();
        services.AddHostedService<DemoReadings>();
        services.AddSingleton<CityTiles>();
        services.AddSingleton(host => new CityBook(
            opened.Reference, host.GetRequiredService<CityTree>(), options.Traffic ?? opened.Reference.Demo));
        services.AddSingleton(WebPages.Open(WebPages.Find(options)));
    }

    private static void AddGateway(IServiceCollection services)
    {
        services.AddCommands();
        services.AddSingleton<Explanations>();
        services.AddSingleton<FieldMask>();
        services.AddSingleton<AreaViews>();
        services.AddSingleton<AreaPasts>();
        services.AddSingleton<AreaCounts>();
        services.AddSingleton<Rhythms>();
        services.AddSingleton<ForecastViews>();
        services.AddSingleton<ComparisonViews>();
        services.AddSingleton<UsualHeats>();
        services.AddSingleton<CaseSearch>();
        services.AddSingleton<Originals>();
        services.AddSingleton<TriageDesk>();
        services.AddSingleton<BellDesk>();
        services.AddSingleton<AdmissionDesk>();
        services.AddSingleton<SourceFixDesk>();
        services.AddSingleton<ReviewDesk>();
        services.AddSingleton<ReviewViews>();
        services.AddSingleton<OutcomeDesk>();
        services.AddSingleton<CampaignDesk>();
        services.AddSingleton<RatingDesk>();
        services.AddSingleton<BallotBox>();
        services.AddSingleton<BallotDesk>();
        services.AddSingleton<PointsDesk>();
        services.AddSingleton<DisputeDesk>();
        services.AddSingleton<DeviceDesk>();
        services.AddSingleton<AlertCounter>();
        services.AddSingleton<DutyDesk>();
        services.AddSingleton<HandoverDesk>();
        services.AddSingleton<AreaCommands>();
        services.AddSingleton<ResourceCommands>();
        services.AddSingleton<ModeViews>();
        services.AddSingleton<ModeCommands>();
        services.AddSingleton<PlanRules>();
        services.AddSingleton<Incidents>();
        services.AddSingleton<IncidentBoards>();
        services.AddSingleton<Boards>();
        services.AddSingleton<FrameViews>();
        services.AddSingleton<LiveFigures>();
        services.AddSingleton<Topics>();
        services.AddSingleton<Health>();
        services.AddSingleton<Faults>();
        services.AddSignIn();
        services.AddDescription();
        services.ConfigureHttpJsonOptions(static json =>
        {
            json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Relaxed);
        });
        services.AddSignalR(static hub =>
            {
                // A cockpit opens a stream for each home that it shows; calls of one screen do not wait for another.
                hub.MaximumParallelInvocationsPerClient = 16;
                hub.EnableDetailedErrors = false;
            })
            .AddJsonProtocol(static json =>
                json.PayloadSerializerOptions.TypeInfoResolver =
                    JsonTypeInfoResolver.Combine(WireJson.Relaxed, new DefaultJsonTypeInfoResolver()));
    }

    private static void Map(WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapReports();
        api.MapCases();
        api.MapDesks();
        api.MapObligations();
        api.MapBells();
        api.MapAdmissions();
        api.MapPoints();
        api.MapTopics();
        api.MapRatings();
        api.MapCampaigns();
        api.MapSourceFixes();
        api.MapDisputes();
        api.MapDuty();
        api.MapAreas();
        api.MapMetrics();
        api.MapPast();
        api.MapChains();
        api.MapReviews();
        api.MapBuildings();
        api.MapSites();
        api.MapDevices();
        api.MapForecasts();
        api.MapPosts();
        api.MapCity();
        api.MapClasses();
        api.MapSessions();
        api.MapRights();
        api.MapCalendar();
        api.MapResources();
        api.MapModes();
        api.MapIncidents();
        api.MapContacts();
        app.MapTiles();
        app.MapHealth();
        app.MapOpenApi().AllowAnonymous();
        app.MapHub<CityHub>("/hubs/city");
    }
}
