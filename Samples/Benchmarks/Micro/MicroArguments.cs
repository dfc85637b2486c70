namespace Benchmarks.Micro;

/// <summary>What follows <c>micro</c> on the command line; the names are those of BenchmarkDotNet.</summary>
internal sealed record MicroArguments(bool List, string Filter, bool Dry)
{
    public static MicroArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new MicroArguments(List: false, Filter: "*", Dry: false);
        for (var i = 0; i < args.Count; i++)
        {
            parsed = (args[i], args.ElementAtOrDefault(i + 1)) switch
            {
                ("--list", _) => parsed with { List = true },
                ("--filter", { } glob) => parsed with { Filter = glob },
                ("--job", "dry") => parsed with { Dry = true },
                ("--job", "short") => parsed with { Dry = false },
                ("--filter", _) => throw new UsageException("--filter needs a value, such as '*Framing*'"),
                ("--job", _) => throw new UsageException("--job is short or dry"),
                var (unknown, _) => throw new UsageException($"unknown argument '{unknown}'"),
            };
            if (args[i] != "--list") i++;
        }

        return parsed;
    }
}
