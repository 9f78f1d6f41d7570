using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Duplicates;
using Twin.City.Triage;
using Twin.EventLog;
using Twin.Geo;
using Twin.Geo.Reference;
using Twin.Grains.Cases;

namespace Twin.Silo.Gateway.Reviews;

/// <summary>What a review has to go by: likely originals, and what class, severity and owner a report seems to have.
/// </summary>
internal sealed record ReviewSight(ImmutableArray<DuplicateMatch> Originals, TriageProposal? Triage);

/// <summary>Advises the review: what is sure the rule does by itself, the rest is proposed to a person.</summary>
internal sealed class TriageDesk(
    Originals originals, IVault vault, ClassBook classes, ReferenceCity city, TimeProvider time)
{
    private const double NearSiteMetres = 100;
    private const string Purpose = "triage";

    private readonly ImmutableArray<ReferenceSite> _sensitive =
        [.. city.Sites.Where(site => site.Type is "School" or "Hospital" or "NursingHome")];

    /// <summary>What the System is to do first with a report; null = as the rule goes.</summary>
    public async ValueTask<CaseAdvice?> Advise(
        CaseId id, CaseCommand.Report report, string? text, CancellationToken cancel)
    {
        if (report.LimitBy == LimitBy.Source)
        {
            return null;
        }

        var at = report.DefaultPlace ? null : report.At;
        var now = time.GetUtcNow();
        var proposal = TriageRules.Propose(
            report.Class, report.Severity, text, Around(at, report.LifeDanger), one => classes.Now.Find(one, now));
        if (report.Class is { } code && text is not null && proposal is not null)
        {
            var seen = new Sighting(
                id, time.GetUtcNow(), at, report.Building, report.Site, code, Sighting.FamilyOf(code),
                TextBigrams.Of(text));
            if (await OfDuplicate(seen, report.Home, proposal.Severity, cancel) is { } advice)
            {
                return advice;
            }
        }

        return proposal is null || (report.Class is null ? proposal.MustConfirm : proposal.Raised.By.IsEmpty)
            ? null
            : new CaseAdvice(
                new CaseCommand.File(proposal.Class.Code, proposal.Severity, null, "", proposal.Raised.Cause), false);
    }

    /// <summary>What a person sees who reviews a case; null after the review.</summary>
    /// <param name="maySeeText">What was heard in the text is shown to whoever may read it.</param>
    public async ValueTask<ReviewSight?> Of(CaseSight sight, bool maySeeText, CancellationToken cancel)
    {
        if (sight.Stage is not (CaseStage.Reported or CaseStage.UnderReview or CaseStage.SpotChecking))
        {
            return null;
        }

        var matches = await originals.Find(Sighting.Of(sight), sight.Home, sight.Words, cancel);
        var text = sight.Words is { } words && maySeeText && sight.Class is null
            ? await vault.Read(
                new WordsRequest(sight.Case.Value, words.TextId, Author.System, Purpose, time.GetUtcNow()), cancel)
            : null;
        return new ReviewSight(
            matches,
            maySeeText
                ? TriageRules.Propose(
                    sight.Class, sight.Severity, text, Around(sight.DefaultPlace ? null : sight.At),
                    one => classes.Now.Find(one, sight.ReportedAt))
                : null);
    }

    private async ValueTask<CaseAdvice?> OfDuplicate(
        Sighting seen, HomeId home, Severity severity, CancellationToken cancel)
    {
        if (TriageRules.IsGrave(severity))
        {
            return null;
        }

        var matches = await originals.Find(seen, home, null, cancel);
        switch (TriageRules.StepFor(matches, severity))
        {
            case DuplicateStep.Ask:
                return new CaseAdvice(null, Holds: true);
            case DuplicateStep.Merge:
                var kin = await originals.KinOf(matches[0].Case, cancel);
                var similarity = Math.Round(matches[0].Confidence, 3);
                return new CaseAdvice(new CaseCommand.Merge(kin, similarity, Confirmed: false), Holds: false);
            default:
                return null;
        }
    }

    private Circumstances Around(LngLat? at, bool isDanger = false)
    {
        var around = Circumstances.None.At(TimeOnly.FromTimeSpan(
            TimeZoneInfo.ConvertTime(time.GetUtcNow(), city.TimeZone).TimeOfDay));
        if (isDanger)
        {
            around = around.With("lifeDanger", true);
        }

        if (at is { } here)
        {
            foreach (var site in _sensitive)
            {
                if (site.At.MetresTo(here) <= NearSiteMetres)
                {
                    return around.With("nearSite", site.Type);
                }
            }
        }

        return around;
    }
}
