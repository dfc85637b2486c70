using System.Reactive.Concurrency;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles.Operators;

/// <summary>One use of an operator: what stands before the dot, and the arguments.</summary>
public sealed class OperatorCall
{
    private readonly CallExpression _call;
    private readonly Func<Expression, IObservable<object?>> _build;
    private readonly HashSet<Expression> _options = [];
    private int _read;
    private bool _follows;

    internal OperatorCall(CallExpression call, MarbleWorld world, Func<Expression, IObservable<object?>> build) =>
        (_call, World, _build) = (call, world, build);

    /// <summary>Where it all happens.</summary>
    public MarbleWorld World { get; }

    /// <summary>The clock of the scenario.</summary>
    public IScheduler Scheduler => World.Scheduler;

    /// <summary>How many arguments there are.</summary>
    public int Count => _call.Arguments.Count;

    /// <summary>What stands before the dot.</summary>
    public IObservable<object?> Source
    {
        get
        {
            _follows = true;
            return _call.Source is { } source ? _build(source) : throw Wrong(_call, $"{_call.Operator} follows a stream and a dot");
        }
    }

    /// <summary>What stands before the dot, if anything does, and every argument that is a stream.</summary>
    public IReadOnlyList<IObservable<object?>> Streams
    {
        get
        {
            (_read, _follows) = (Count, true);
            var streams = _call.Arguments.Prepend(_call.Source).OfType<Expression>().Select(_build).ToList();
            return streams.Count > 0 ? streams : throw Wrong(_call, $"{_call.Operator} is of one stream at least");
        }
    }

    /// <summary>Whether argument <paramref name="index"/> is a number.</summary>
    public bool IsNumber(int index) => index < Count && _call.Arguments[index] is NumberExpression;

    /// <summary>A number of ticks.</summary>
    public TimeSpan Ticks(int index) => TimeSpan.FromTicks(Argument<NumberExpression>(index, "a number of ticks").Value);

    /// <summary>A number.</summary>
    public int Number(int index) => checked((int)Argument<NumberExpression>(index, "a number").Value);

    /// <summary>A stream.</summary>
    public IObservable<object?> Stream(int index) => _build(Argument<Expression>(index, "a stream"));

    /// <summary>A word, a quoted text or a number, as a value.</summary>
    public object Value(int index) => Argument<Expression>(index, "a value") switch
    {
        NumberExpression number => number.Value,
        TextExpression text => text.Value,
        _ => Word(index),
    };

    /// <summary>A word.</summary>
    public string Word(int index) => Argument<NameExpression>(index, "a word").Name;

    /// <summary>The words at the front, one at least.</summary>
    internal IReadOnlyList<string> Words() => [Word(0), .. Enumerable.Range(1, Count - 1).TakeWhile(i => _call.Arguments[i] is NameExpression).Select(Word)];

    /// <summary>The value of an option, as it is written behind its colon; null: it is not there.</summary>
    internal Expression? Option(string name)
    {
        var option = _call.Arguments.OfType<NamedExpression>().FirstOrDefault(argument => argument.Name == name);
        if (option is not null) _options.Add(option);
        return option?.Value;
    }

    /// <summary>The group before the dot.</summary>
    internal GroupStream Group => Source as GroupStream ?? throw Wrong(_call, $"{_call.Operator} follows a group: WaitForAll(a, b).{_call.Operator}(...)");

    internal bool IsLevel(int index) => _call.Arguments[index] is NameExpression name && World.Find(name.Name) is null && LevelText.TryParse(name.Name, out _);

    internal SendObservable? Send(int index) => _call.Arguments[index] is NameExpression name ? World.FindSend(name.Name) : null;

    /// <summary>A signal that is given, to be fed as by its lane.</summary>
    internal HotStream Signal(int index) => World.FindSignal(Word(index))
        ?? throw Wrong(_call.Arguments[index], $"argument {index + 1} of {_call.Operator} is a signal that is given");

    /// <summary>A level, by its word.</summary>
    internal CancellationLevel Level(int index) => LevelText.TryParse(Word(index), out var level)
        ? level
        : throw Wrong(_call.Arguments[index], $"argument {index + 1} of {_call.Operator} is a level");

    /// <summary>Makes the stream.</summary>
    /// <exception cref="MarbleFormatException">Something does not fit, or has not been read.</exception>
    internal IObservable<object?> Make(Func<OperatorCall, IObservable<object?>> make)
    {
        try
        {
            var stream = make(this);
            var unread = _call.Arguments.Skip(_read).FirstOrDefault(argument => !_options.Contains(argument));
            if (unread is not null) throw Wrong(unread, $"{Named(unread)} of {_call.Operator} means nothing");
            return _follows || _call.Source is null ? stream : throw Wrong(_call, $"{_call.Operator} follows nothing: it begins a pipeline");
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw Wrong(_call, $"{_call.Operator} does not take that: {error.Message.ReplaceLineEndings(" ")}");
        }
    }

    internal static MarbleFormatException Wrong(Expression at, string message) =>
        new([new MarbleError("", at.At.Line, at.At.Column, message)]);

    private string Named(Expression argument) => argument is NamedExpression option
        ? $"'{option.Name}'"
        : $"argument {_call.Arguments.TakeWhile(other => other != argument).Count() + 1}";

    private T Argument<T>(int index, string what) where T : Expression
    {
        _read = Math.Max(_read, index + 1);
        return index < Count && _call.Arguments[index] is T argument
            ? argument
            : throw Wrong(index < Count ? _call.Arguments[index] : _call, $"argument {index + 1} of {_call.Operator} is {what}");
    }
}
