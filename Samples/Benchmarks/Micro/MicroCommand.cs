using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Benchmarks.Micro;

/// <summary>The verb <c>micro</c>: what one call costs where no kernel and no peer take part, by BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    private static readonly Type[] All = [typeof(FramingBenchmarks), typeof(SendBenchmarks), typeof(StreamBenchmarks)];

    /// <returns>0: all ran; 1: not, or there are none of that name.</returns>
    public static int Run(MicroArguments arguments)
    {
        var config = ManualConfig.CreateEmpty()
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(ConsoleLogger.Default)
            .WithOptions(ConfigOptions.DisableLogFile)
            .AddJob(JobOf(arguments).WithToolchain(InProcessEmitToolchain.Instance)); // a project of its own would be built by our rules
        string[] options = arguments.List ? ["--list", "flat"] : ["--filter", arguments.Filter];
        var summaries = BenchmarkSwitcher.FromTypes(All).Run(options, config).ToList();
        var hasRun = summaries.Count > 0 && summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success));
        return arguments.List || hasRun ? 0 : 1;
    }

    // All of them in less than two minutes.
    private static Job JobOf(MicroArguments arguments) =>
        arguments.Dry ? Job.Dry : Job.ShortRun.WithIterationTime(TimeInterval.FromMilliseconds(100));
}
