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

    // The error twice, and the stack in the log only, which comes first; there a failed test leaves its own.
    private const string Thrown = """
        <ResultSummary outcome="Failed">
            <Output>
              <StdOut>[xUnit.net 00:00:00.00] xUnit.net VSTest Adapter
        [xUnit.net 00:00:04.10]       T.Gone : In a test.
        [xUnit.net 00:00:04.10]       Stack Trace:
        [xUnit.net 00:00:04.10]         t.cs(1,0): at T.Bad()
        [xUnit.net 00:00:05.61]       T.Gone : It is gone.
        [xUnit.net 00:00:05.61]       Object name: 'x'.
        [xUnit.net 00:00:05.61]       Stack Trace:
        [xUnit.net 00:00:05.61]            at R.Next`1()
        [xUnit.net 00:00:05.61]         t.cs(88,0): at T.&lt;Good&gt;b__0()
        [xUnit.net 00:00:05.70]   Finished:    Tests
        </StdOut>
            </Output>
            <RunInfos>
              <RunInfo computerName="c" outcome="Error" timestamp="t">
                <Text>[xUnit.net 00:00:05.61]     [FATAL ERROR] T.Gone</Text>
              </RunInfo>
              <RunInfo computerName="c" outcome="Error" timestamp="t">
                <Text>[xUnit.net 00:00:05.62] Catastrophic failure: T.Gone : It is gone.
        Object name: 'x'.</Text>
              </RunInfo>
            </RunInfos>
          </ResultSummary>
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

    [Fact]
    public async Task Exception_outside_of_all_tests_with_its_stack()
    {
        Write("a.trx", Results(Passed) + Thrown);

        Assert.Equal(
            "FAILED: outside of all tests\n    T.Gone : It is gone.\n    Object name: 'x'.\n    Stack Trace:\n         at R.Next`1()\n      t.cs(88,0): at T.<Good>b__0()\n",
            await RunAsync());
    }

    [Fact]
    public async Task Exception_outside_of_all_tests_of_which_the_log_says_nothing()
    {
        Write("a.trx", Results(Passed) + Thrown.Replace("  T.Gone", "  T.Other", StringComparison.Ordinal));

        Assert.Contains("Catastrophic failure: T.Gone : It is gone.\n    Object name: 'x'.\n", await RunAsync(), StringComparison.Ordinal);
    }

    private static string Results(params string[] results) => $"<TestRun>\n<Results>\n{string.Join('\n', results)}\n</Results>\n";

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text.ReplaceLineEndings("\n"));

    private Task<string> RunAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "CI runs on Linux.");
        return ChildProgram.RunAsync("bash", Repository.PathOf(".ci/failed-tests"), _folder.FullName);
    }
}
