using System.Collections.Concurrent;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>What observers and callbacks threw on the loop of one pair. A test that expects some asks for them; any other one fails.</summary>
internal sealed class HandlerErrors
{
    private readonly ConcurrentQueue<Exception> _errors = new();
    private bool _areExpected;

    /// <summary>For the test to look at: from now on it answers for them.</summary>
    public IReadOnlyCollection<Exception> Expected
    {
        get
        {
            _areExpected = true;
            return _errors;
        }
    }

    public void Add(Exception error) => _errors.Enqueue(error);

    /// <summary>When the test is over.</summary>
    /// <exception cref="AggregateException">There are some, and nobody has asked for them.</exception>
    public void ThrowUnexpected()
    {
        if (!_areExpected && !_errors.IsEmpty) throw new AggregateException("A handler threw, and the test does not expect that.", _errors);
    }
}
