// Breaks the production state machine and queue in many small ways, each in a copy of its own, and looks whether the marble
// specification turns red. See CONTRIBUTING.md.
using Rx.Sockets.Tests.Programs.Mutate;

if (args is ["--check", var marbles]) return Specification.Run(marbles);

var repository = Repository.Find();
var all = MutantFile.Load(Path.Combine(repository, MutantFile.Place));
var mutants = all.Where(m => args.Length == 0 || args.Any(words => m.Name.Contains(words, StringComparison.Ordinal))).ToArray();
return new Trials(repository).Run(mutants) ? 0 : 1;
