using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Marbles.Recorder;

/// <summary>The tool's <c>record</c>: real sockets over loopback, held against the specification.</summary>
public sealed class RecordVerb : IDisposable
{
    private const string MiddleOfThree = "queueing/leaving-the-line.marble#the middle of three is withdrawn";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marbles-");

    private string Run => Path.Combine(_folder.FullName, "run.marble");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory, ClassData(typeof(BothEngines))]
    public void Each_run_has_the_shape_of_a_scenario(SocketEngineKind engine)
    {
        var (code, output, error) = Tool("record", Run, "--engine", engine.ToString());

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(File.ReadAllText(Run), output);
        var recorded = MarbleReader.Load(Run).Scenarios;
        AssertShapes(
            recorded,
            "sending/a-write-that-fits.marble#all bytes leave at once, the count follows one tick later",
            "sending/a-send-that-waits.marble#a short send is a success: it does not wait for the rest",
            "sending/a-write-that-waits.marble#the rest waits for the peer to read",
            MiddleOfThree,
            "cancellation/total-after-bytes.marble#the request is refused and the write runs to its end",
            "cancellation/partial-mid-write.marble#three bytes stay on the wire, the count is reported, the socket is usable",
            "cancellation/terminal-mid-write.marble#after it the socket can only be closed",
            "cancellation/cancel-of-the-socket.marble#by default it asks for total and partial, and the socket stays usable");
    }

    [Fact]
    public void Like_a_scenario_is_exit_code_0_and_like_none_is_1_with_the_lanes_that_differ()
    {
        var like = Tool("record", Run, "--like", Spec(MiddleOfThree));
        Assert.Equal(0, like.Code);
        Assert.Contains("has the shape of 'the middle of three is withdrawn'", like.Output, StringComparison.Ordinal);

        var (code, output, _) = Tool("record", Run, "--like", Spec("ending/dispose.marble#the running write and the one in line are told"));
        Assert.Equal(1, code);
        Assert.Contains(" << socket   usable  closed\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Scenario_that_is_not_named_or_not_there_is_exit_code_2_with_those_that_are()
    {
        var (code, output, error) = Tool("record", Run, "--like", Spec("ending/dispose.marble"));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("dispose.marble#the running write and the one in line are told\n", error, StringComparison.Ordinal);

        Assert.Equal(2, Tool("record", Run, "--like", Spec("ending/dispose.marble#nothing of the kind")).Code);
        Assert.False(File.Exists(Run));
    }

    [Fact]
    public void Scenario_that_does_something_else_is_nothing_to_be_like()
    {
        var wrong = Path.Combine(_folder.FullName, "wrong.marble");
        File.WriteAllText(wrong, MarbleFolder.Read("settling/states.marble").Replace("==xx.", "==x..", StringComparison.Ordinal));

        var (code, output, _) = Tool("record", Run, "--like", wrong);

        Assert.Equal(1, code);
        Assert.Contains("does not do what it says", output, StringComparison.Ordinal);
    }

    private static string Spec(string scenario) => Path.Combine(MarbleFolder.Path, scenario);

    private static void AssertShapes(IReadOnlyList<Scenario> recorded, params string[] scenarios)
    {
        Assert.Equal(scenarios.Length, recorded.Count);
        foreach (var (run, (path, name)) in recorded.Zip(scenarios.Select(s => s.Split('#')).Select(s => (s[0], s[1]))))
        {
            var file = MarbleReader.Parse(MarbleFolder.Read(path), path);
            var comparison = MarbleShape.Compare(run, file, file.Scenarios.Single(s => s.Name == name));
            Assert.True(comparison.Agrees, comparison.Describe());
        }
    }

    private static (int Code, string Output, string Error) Tool(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = MarbleTool.Tool.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
