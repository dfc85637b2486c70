namespace Rx.Sockets.Tests.Architecture;

/// <summary>Dependencies point one way: façade → Tokens, Streams → Operations → Engines (contract) ← engine folders → Native;
/// Buffers, Cancellation, Diagnostics are leaves.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Leaves = ["Buffers", "Cancellation", "Diagnostics"];
    private static readonly string[] EngineFolders = ["Engines.Portable", "Engines.Epoll", "Engines.Uring"];
    private static readonly string[] SeesRx = ["", "Tokens", "Streams", "Virtual"];

    // The public words that every part speaks. They live in the root because users see them, and depend on nothing there.
    private static readonly string[] Vocabulary =
        ["CancellationLevel", "CancellationFilter", "SendResult", "SendException", "BufferSequence", "CompletionCondition", "DynamicBuffer", "RxSocketState", "SocketEngineKind"];

    // A folder that is not in this table breaks the test: say first where it stands.
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        [""] = ["Operations", "Tokens", "Streams", "Groups", "Engines", .. EngineFolders, .. Leaves],
        ["Tokens"] = ["", "Operations", "Engines", .. Leaves],
        ["Streams"] = ["", "Operations", "Engines", .. Leaves],
        // Part of the façade: a VirtualSocket is an RxSocket.
        ["Virtual"] = ["", "Operations", "Engines", .. Leaves],
        ["Groups"] = ["", "Operations", .. Leaves],
        ["Operations"] = ["Engines", .. Leaves],
        ["Engines"] = [.. Leaves],
        ["Engines.Posix"] = ["Engines", "Native", .. Leaves],
        ["Engines.Epoll"] = ["Engines", "Engines.Posix", "Native", .. Leaves],
        ["Engines.Uring"] = ["Engines", "Engines.Posix", "Native", .. Leaves],
        ["Engines.Portable"] = ["Engines", .. Leaves],
        ["Native"] = [],
        ["Buffers"] = [],
        ["Cancellation"] = [],
        ["Diagnostics"] = [],
    };

    [Fact]
    public void The_model_sees_the_dependencies_that_are_there()
    {
        // Without this, a model that binds nothing would let every other test pass.
        Assert.Contains(LibraryModel.Mentions, mention => mention is { From: "Operations", To: "Engines", Type: "SendPort" });
        Assert.Contains(LibraryModel.Mentions, mention => mention is { From: "", IsRx: true, Type: "IScheduler" });
        Assert.Contains(LibraryModel.Mentions, mention => mention is { From: "Engines.Posix", To: "Native", Type: "SocketCalls" });
    }

    [Fact]
    public void Every_part_uses_only_what_it_may() =>
        Violations.None(
            from mention in LibraryModel.Mentions
            where !mention.IsRx && mention.To != mention.From
            where !(mention.To.Length == 0 && Vocabulary.Contains(mention.Type))
            where !MayUse.TryGetValue(mention.From, out var allowed) || !allowed.Contains(mention.To)
            select $"{mention.At}: {mention.From} uses {mention.Type} of '{mention.To}'");

    [Fact]
    public void Only_the_root_names_the_engine_folders() =>
        Violations.None(
            from mention in LibraryModel.Mentions
            where EngineFolders.Contains(mention.To) && mention.From.Length > 0 && mention.From != mention.To
            select $"{mention.At}: {mention.Type}");

    [Fact]
    public void Native_calls_are_made_from_engine_folders_only() =>
        Violations.None(
            from mention in LibraryModel.Mentions
            where mention.To == "Native" && mention.From != "Native"
            where !mention.From.StartsWith("Engines.", StringComparison.Ordinal)
            select $"{mention.At}: {mention.Type}");

    [Fact]
    public void Rx_is_seen_only_in_the_facade_Tokens_Streams_and_Virtual() =>
        Violations.None(
            from mention in LibraryModel.Mentions
            where mention.IsRx && !SeesRx.Contains(mention.From)
            select $"{mention.At}: {mention.Type}");

    [Fact]
    public void No_folder_has_the_name_of_a_public_type()
    {
        var folders = MayUse.Keys.SelectMany(part => part.Split('.')).ToHashSet();

        Assert.DoesNotContain(typeof(RxSocket).Assembly.GetExportedTypes(), type => folders.Contains(type.Name));
    }
}
