namespace Rx.Sockets.Tests.Operations;

/// <summary>Random histories of one queue on a scripted port. The port itself fails on two sends at once and on a send after the
/// end; the session checks the rest.</summary>
public class SendQueueModelTests
{
    private const int Sessions = 250;
    private const int StepsEach = 80;

    [Theory]
    [InlineData(20251)]
    [InlineData(20252)]
    [InlineData(20253)]
    [InlineData(20254)]
    public void Random_history_conserves_bytes_order_and_outcomes(int seed)
    {
        for (var session = 0; session < Sessions; session++)
        {
            var number = seed * 1000 + session;
            try
            {
                new QueueSession(number).Run(StepsEach);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"new QueueSession({number}).Run({StepsEach}) failed: {error.Message}", error);
            }
        }
    }
}
