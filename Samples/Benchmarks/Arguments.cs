using System.Globalization;
using Benchmarks.Peers;

namespace Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        usage: dotnet run -c Release --project Samples/Benchmarks -- [compare] [--only GROUP] [--rounds N] [--seed N] [--json FILE] [--everything]
               dotnet run -c Release --project Samples/Benchmarks -- micro [--list] [--filter GLOB] [--job short|dry]

          (no verb)      checks counts and content of every variant, untimed; seconds
          compare        measures; groups: send, messages, fanout, latency, cancel, memory, alloc, virtual
          --only GROUP   one group, or several with commas
          --rounds N     default 31, from which on the interval of the median is what is claimed
          --seed N       of the order within the rounds
          --json FILE    the numbers, with machine and command
          --series TEXT  only those tables whose titles contain it
          --variants TEXT  only those variants whose names contain it, compared with nothing; for profilers
          --everything   every engine, way and size; takes longer than two minutes a group

          micro          single calls, without kernel and peer, by BenchmarkDotNet; less than two minutes
          --list         their names
          --filter GLOB  only those of such names: '*Framing*'
          --job dry      each once, to see whether it runs
        """;

    private const int DefaultRounds = 31;

    public string Verb { get; private init; } = "";

    public IReadOnlyList<string> Only { get; private init; } = [];

    public int Rounds { get; private init; } = DefaultRounds;

    public int Seed { get; private init; } = Random.Shared.Next(1_000_000);

    public string? Json { get; private init; }

    /// <summary>What the titles of series must contain; empty: anything.</summary>
    public string Series { get; private init; } = "";

    /// <summary>What the names of variants must contain; empty: anything.</summary>
    public string Variants { get; private init; } = "";

    public bool Everything { get; private init; }

    /// <summary>Set by the program itself, which starts itself once more on the sender's core.</summary>
    public Cores? Cores { get; private init; }

    public static Arguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new Arguments();
        for (var i = 0; i < args.Count; i++)
        {
            parsed = args[i] switch
            {
                "compare" when i == 0 => parsed with { Verb = args[i] },
                "--only" => parsed with { Only = ValueOf(args, ref i).Split(',') },
                "--rounds" => parsed with { Rounds = NumberOf(args, ref i, least: 1) },
                "--seed" => parsed with { Seed = NumberOf(args, ref i, least: 0) },
                "--json" => parsed with { Json = ValueOf(args, ref i) },
                "--series" => parsed with { Series = ValueOf(args, ref i) },
                "--variants" => parsed with { Variants = ValueOf(args, ref i) },
                "--everything" => parsed with { Everything = true },
                "--cores" => parsed with { Cores = Cores.Parse(ValueOf(args, ref i)) },
                var unknown => throw new UsageException($"unknown argument '{unknown}'"),
            };
        }

        return parsed;
    }

    private static string ValueOf(IReadOnlyList<string> args, ref int i) =>
        i + 1 < args.Count ? args[++i] : throw new UsageException($"{args[i]} needs a value");

    private static int NumberOf(IReadOnlyList<string> args, ref int i, int least)
    {
        var name = args[i];
        var value = ValueOf(args, ref i);
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new UsageException($"{name} needs a whole number from {least}, not '{value}'");
    }
}
