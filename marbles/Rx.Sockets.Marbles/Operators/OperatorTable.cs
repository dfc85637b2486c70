namespace Rx.Sockets.Marbles.Operators;

/// <summary>The operators that expressions may name. A user's own is one line:
/// <c>options.Operators.Add("Debounce", call => call.Source.Throttle(call.Ticks(0), call.Scheduler));</c></summary>
public sealed class OperatorTable
{
    private readonly Dictionary<string, Func<OperatorCall, IObservable<object?>>> _operators = new(StringComparer.Ordinal);

    /// <summary>Their names, in order.</summary>
    public IEnumerable<string> Names => _operators.Keys.Order(StringComparer.Ordinal);

    /// <summary>All operators of the README, in a table of its own.</summary>
    public static OperatorTable Standard()
    {
        var table = new OperatorTable();
        StandardOperators.AddTo(table);
        return table;
    }

    /// <summary>Adds an operator, or replaces one.</summary>
    /// <param name="name">As expressions write it.</param>
    /// <param name="make">Makes the stream: reads every argument there and then, so that one too many is found, and passes
    /// <see cref="OperatorCall.Scheduler"/> to whatever takes a scheduler.</param>
    public OperatorTable Add(string name, Func<OperatorCall, IObservable<object?>> make)
    {
        _operators[name] = make;
        return this;
    }

    internal Func<OperatorCall, IObservable<object?>>? Find(string name) => _operators.GetValueOrDefault(name);
}
