namespace Benchmarks.Measuring;

/// <summary>One slice of one variant.</summary>
/// <param name="Rate">Units a second.</param>
/// <param name="CpuNanoseconds">Processor time of the whole process for each unit.</param>
/// <param name="P50">Microseconds of a step; 0 if steps were not timed.</param>
/// <param name="P99">The same.</param>
/// <param name="P999">The same.</param>
internal readonly record struct Sample(double Rate, double CpuNanoseconds, double P50 = 0, double P99 = 0, double P999 = 0);
