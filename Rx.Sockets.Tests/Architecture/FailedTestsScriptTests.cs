using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Architecture;

/// <summary>The end of a red CI run is all that many people see of it: .ci/failed-tests says there what failed.</summary>
public sealed class FailedTestsScriptTests : IDisposable
{
    private const string Passed = "<UnitTestResult executionId=\"1\" testName=\"T.Good\" outcome=\"Passed\" testListId=\"2\" />";

    private const string Failed = """
        <UnitTestResult executionId="1" testName="T.Bad(text: &quot;a&lt;b&quot;)" computerName="c" outcome="Failed" testListId="2">
              <Output>
                <ErrorInfo>
                  <Message>Expected: 1 &amp; 2
        Actual:   3</Message>
                  <StackTrace>   at T.Bad(String text)
           at S.T()</StackTrace>
                </ErrorInfo>
              </Output>
            </UnitTestResult>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("failed-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Names_and_messages_without_stacks()
    {
        Write("a.trx", Results(Passed, Failed, Passed));

        Assert.Equal("FAILED: T.Bad(text: \"a<b\")\n    Expected: 1 & 2\n    Actual:   3\n", await RunAsync());
    }

    [Fact]
    public async Task Nothing_if_all_is_well()
    {
        Write("a.trx", Results(Passed));

        Assert.Equal("", await RunAsync());
    }

    [Fact]
    public async Task Message_of_many_lines_is_cut()
    {
        Write("a.trx", Results(Failed.Replace("Actual", string.Concat(Enumerable.Range(0, 30).Select(i => $"line {i}\n")) + "Actual", StringComparison.Ordinal)));

        var said = (await RunAsync()).TrimEnd('\n').Split('\n');

        Assert.Equal((14, "    ... and 20 more lines"), (said.Length, said[^1]));
    }

    [Fact]
    public async Task Run_that_was_cut_off_and_the_test_that_had_not_ended()
    {
        Write("a.trx", Results(Passed) + "<RunInfo computerName=\"c\" outcome=\"Error\">\n<Text>The active test run was aborted.</Text>\n</RunInfo>\n");
        Write("Sequence_1.xml", "<Test Name=\"T.Good\" Source=\"t.dll\" Completed=\"True\" />\n<Test Name=\"T.Hangs\" Source=\"t.dll\" Completed=\"False\" />\n");

        Assert.Equal("FAILED: the test run itself\n    The active test run was aborted.\nFAILED: had not ended: T.Hangs\n", await RunAsync());
    }

    private static string Results(params string[] results) => $"<TestRun>\n<Results>\n{string.Join('\n', results)}\n</Results>\n";

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text.ReplaceLineEndings("\n"));

    private Task<string> RunAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "CI runs on Linux.");
        return ChildProgram.RunAsync("bash", Repository.PathOf(".ci/failed-tests"), _folder.FullName);
    }
}
