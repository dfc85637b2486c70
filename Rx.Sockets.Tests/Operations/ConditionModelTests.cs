namespace Rx.Sockets.Tests.Operations;

public sealed class ConditionModelTests
{
    [Fact]
    public void Whatever_happens_the_counts_are_those_of_the_wire_and_of_the_condition()
    {
        var first = Random.Shared.Next();
        for (var seed = first; seed != first + 5000; seed++)
        {
            try
            {
                new ConditionSession(seed).Run();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}: {error.Message}", error);
            }
        }
    }
}
