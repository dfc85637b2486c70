namespace Rx.Sockets.Tests.Tokens.Rigs;

/// <summary>Rows for theories.</summary>
public static class AdapterCases
{
    /// <summary>Each adapter.</summary>
    public static TheoryData<string> Singles => [.. Adapter.All.Keys];

    /// <summary>Each inside each, itself too.</summary>
    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var inner in Adapter.All.Keys)
            {
                foreach (var outer in Adapter.All.Keys)
                    pairs.Add(inner, outer);
            }

            return pairs;
        }
    }

    /// <summary>Each token with each kind of outcome that is there before the call has returned.</summary>
    public static TheoryData<TokenWay, string> Instants
    {
        get
        {
            var all = new TheoryData<TokenWay, string>();
            foreach (var way in Enum.GetValues<TokenWay>())
            {
                foreach (var instant in (string[])["ready", "empty", "refused flag", "closed"])
                    all.Add(way, instant);
            }

            return all;
        }
    }
}
