using System.Text.RegularExpressions;

namespace Rx.Sockets.Tests.Architecture;

/// <summary>No document points at nothing.</summary>
public sealed class DocsTests
{
    public static TheoryData<string> Documents => [.. Repository.Files("*.md")];

    [Theory, MemberData(nameof(Documents))]
    public void Every_relative_link_leads_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(document))!;
        var broken = LinksOf(Repository.Read(document)).Where(link => !Path.Exists(Path.Combine(folder, link.Split('#')[0])));

        Violations.None(broken);
    }

    [Fact]
    public void The_documents_that_a_newcomer_needs_are_there_and_linked_from_the_README()
    {
        var links = LinksOf(Repository.Read("README.md"));

        string[] needed = ["Rx.Sockets/ARCHITECTURE.md", "Rx.Sockets/Decisions/", "Rx.Sockets/RxComposition.md", "CONTRIBUTING.md", "LICENSE"];
        Assert.Subset(links.ToHashSet(), needed.ToHashSet());
    }

    [Fact]
    public void A_decision_record_says_what_it_must_on_one_page()
    {
        var records = Repository.Files("*.md", "Rx.Sockets/Decisions");

        Assert.NotEmpty(records);
        Assert.All(records, record =>
        {
            var text = Repository.Read(record);
            Assert.Matches(@"/\d{4}-[a-z0-9-]+\.md$", record);
            Assert.Equal(["Status", "Context", "Decision", "Rejected", "Consequences"], Headings(text));
            Assert.InRange(text.Split('\n').Length, 10, 60);
        });
    }

    private static List<string> LinksOf(string markdown) =>
    [
        .. Regex.Matches(markdown, @"\]\(([^)\s]+)\)").Select(match => match.Groups[1].Value)
            .Where(link => !link.StartsWith('#') && !Uri.IsWellFormedUriString(link, UriKind.Absolute)),
    ];

    private static IEnumerable<string> Headings(string markdown) =>
        Regex.Matches(markdown, "^## (.+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
}
