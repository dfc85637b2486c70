using Rx.Sockets.Marbles;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>The library's own clock is TestScheduler's, tick for tick.</summary>
public class SchedulersAgree
{
    [Theory]
    [MemberData(nameof(Specification.Files), MemberType = typeof(Specification))]
    public void File_runs_on_MarbleScheduler_as_on_TestScheduler(string file)
    {
        var failed = MarbleTest.Check(MarbleReader.Parse(MarbleFolder.Read(file), file)).FirstOrDefault(r => !r.Passed);
        Assert.True(failed is null, failed?.Describe());
    }
}
